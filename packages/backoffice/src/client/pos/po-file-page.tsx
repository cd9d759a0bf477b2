import type { PoFile } from '@guichet/shared/contracts/pos';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import { useEffect } from 'react';
import { AddSchoolAct, PoActs } from '../edits/po-acts.tsx';
import { poFileQuery } from '../queries.ts';
import { Unread } from '../shell/page-states.tsx';
import { AbsorbedList } from './closing-notice.tsx';
import { FactList } from './fact-list.tsx';
import { FileHead } from './file-head.tsx';
import { MemberSection } from './member-section.tsx';
import { OpenRequests } from './open-requests.tsx';
import { RoleSection } from './role-section.tsx';
import { SchoolList } from './school-list.tsx';

/** The file of a PO, with the acts that change it; or as it stood on the day that the address names. */
export function PoFilePage() {
  const { poId } = useParams({ from: '/bureau/po/$poId' });
  const { au } = useSearch({ from: '/bureau/po/$poId' });
  const { data: file, isPending, isPlaceholderData, error, refetch } = useQuery(poFileQuery(poId, au));
  useEffect(() => {
    document.title = file ? `${file.name} · Guichet PO` : 'PO · Guichet PO';
  }, [file]);
  return (
    <main className="page" id="contenu" tabIndex={-1} aria-busy={isPlaceholderData}>
      <p className="reading-back reading-back-always">
        <Link to="/po">
          <Icon of={ChevronLeft} />
          Tous les PO
        </Link>
      </p>
      {file ? (
        <File file={file} />
      ) : (
        <Unread title="Pouvoir organisateur" isPending={isPending} error={error} refetch={refetch} />
      )}
    </main>
  );
}

function File({ file }: { file: PoFile }) {
  // Another day is there to be read.
  const canAct = file.day === file.today;
  return (
    <article className={canAct ? 'po-file' : 'po-file po-file-other-day'}>
      <FileHead file={file} />
      <div className="file">
        <div>
          <MemberSection file={file} />
          <OpenRequests file={file} />
        </div>
        <div>
          <section aria-labelledby="file-identity">
            <h2 id="file-identity">Identité</h2>
            <FactList facts={file.facts} />
            <AbsorbedList absorbed={file.absorbed} />
            {canAct && <PoActs poId={file.id} name={file.name} closes={file.closing !== null} />}
          </section>
          <section aria-labelledby="file-schools">
            <h2 id="file-schools">Écoles</h2>
            <SchoolList schools={file.schools} canAct={canAct} />
            {canAct && file.closing === null && <AddSchoolAct poId={file.id} name={file.name} />}
          </section>
        </div>
      </div>
      <RoleSection file={file} />
    </article>
  );
}
