import type { MemberView, PoFile } from '@guichet/shared/contracts/pos';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import { useEffect } from 'react';
import { AddMemberAct } from '../edits/add-member-act.tsx';
import { AddSchoolAct, PoActs } from '../edits/po-acts.tsx';
import { poFileQuery } from '../queries.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { FactList } from './fact-list.tsx';
import { MemberCard } from './member-card.tsx';
import { SchoolList } from './school-list.tsx';

/** The file of a PO: what is recorded, what set it, and the acts that change it. */
export function PoFilePage() {
  const { poId } = useParams({ from: '/bureau/po/$poId' });
  const { data: file, isPending, error, refetch } = useQuery(poFileQuery(poId));
  useEffect(() => {
    document.title = file ? `${file.name} · Guichet PO` : 'PO · Guichet PO';
  }, [file]);
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      <p className="reading-back reading-back-always">
        <Link to="/po">
          <Icon of={ChevronLeft} />
          Tous les PO
        </Link>
      </p>
      {file ? (
        <File file={file} />
      ) : isPending ? (
        <LoadingPage />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </main>
  );
}

function File({ file }: { file: PoFile }) {
  const of = (when: MemberView['when']) => file.members.filter((member) => member.when === when);
  const past = of('past');
  return (
    <>
      <div className="file-head">
        <h1>{file.name}</h1>
        <Link to="/demandes" search={{ etat: 'toutes', po: file.id }}>
          {sayOpen(file.openRequests)}
        </Link>
      </div>
      <div className="file">
        <div>
          <h2>Membres</h2>
          <AddMemberAct po={{ id: file.id, name: file.name, detail: `FASE ${file.fase}` }} />
          {of('present').length === 0 && <p className="muted">Aucun membre aujourd’hui.</p>}
          <MemberList poId={file.id} members={of('present')} />
          {of('future').length > 0 && (
            <>
              <h3>À venir</h3>
              <MemberList poId={file.id} members={of('future')} />
            </>
          )}
          {past.length > 0 && (
            <details className="file-past">
              <summary>{past.length === 1 ? '1 mandat terminé' : `${past.length} mandats terminés`}</summary>
              <MemberList poId={file.id} members={past} />
            </details>
          )}
        </div>
        <div>
          <h2>Identité</h2>
          <FactList facts={file.facts} />
          <PoActs poId={file.id} name={file.name} />
          <h2>Écoles</h2>
          <SchoolList schools={file.schools} />
          <AddSchoolAct poId={file.id} name={file.name} />
        </div>
      </div>
    </>
  );
}

function sayOpen(count: number): string {
  if (count === 0) return 'Voir ses demandes';
  return count === 1 ? '1 demande ouverte' : `${count} demandes ouvertes`;
}

function MemberList({ poId, members }: { poId: string; members: readonly MemberView[] }) {
  if (members.length === 0) return null;
  return (
    <ul className="members">
      {members.map((member) => (
        <MemberCard key={member.mandateId} poId={poId} member={member} />
      ))}
    </ul>
  );
}
