import type { MemberView, PoFile } from '@guichet/shared/contracts/pos';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import { useEffect } from 'react';
import { poFileQuery } from '../queries.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { FactList } from './fact-list.tsx';
import { MemberCard } from './member-card.tsx';
import { SchoolList } from './school-list.tsx';

/** The file of a PO, to look up what was applied. Nothing is changed here. */
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
          {of('present').length === 0 && <p className="muted">Aucun membre aujourd’hui.</p>}
          <MemberList members={of('present')} />
          {of('future').length > 0 && (
            <>
              <h3>À venir</h3>
              <MemberList members={of('future')} />
            </>
          )}
          {past.length > 0 && (
            <details className="file-past">
              <summary>{past.length === 1 ? '1 mandat terminé' : `${past.length} mandats terminés`}</summary>
              <MemberList members={past} />
            </details>
          )}
        </div>
        <div>
          <h2>Identité</h2>
          <FactList facts={file.facts} />
          <h2>Écoles</h2>
          <SchoolList schools={file.schools} />
        </div>
      </div>
    </>
  );
}

function sayOpen(count: number): string {
  if (count === 0) return 'Voir ses demandes';
  return count === 1 ? '1 demande ouverte' : `${count} demandes ouvertes`;
}

function MemberList({ members }: { members: readonly MemberView[] }) {
  if (members.length === 0) return null;
  return (
    <ul className="members">
      {members.map((member) => (
        <MemberCard key={member.mandateId} member={member} />
      ))}
    </ul>
  );
}
