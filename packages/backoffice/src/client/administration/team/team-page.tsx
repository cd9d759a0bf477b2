import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import UserPlus from 'lucide-react/icons/user-plus';
import { useEffect, useState } from 'react';
import { sessionQuery, teamQuery } from '../../queries.ts';
import { Failure, LoadingPage } from '../../shell/page-states.tsx';
import { AdministrationNav } from '../administration-nav.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MemberItem } from './member-item.tsx';

/** Who works in the back office, and what they may do. For administrators. */
export function TeamPage() {
  const { data: session } = useQuery(sessionQuery);
  const mayAdminister = session?.staff.role === 'administrator';
  const { data, isPending, error, refetch } = useQuery({ ...teamQuery, enabled: mayAdminister });
  const [inviting, setInviting] = useState(false);
  useEffect(() => {
    document.title = 'Équipe · Guichet PO';
  }, []);
  if (!mayAdminister) {
    return (
      <main className="page page-narrow" id="contenu" tabIndex={-1}>
        <h1>Équipe</h1>
        <p>Cette page est réservée à l’administration du guichet.</p>
      </main>
    );
  }
  const present = data?.members.filter(({ leftAt }) => leftAt === null) ?? [];
  const gone = data?.members.filter(({ leftAt }) => leftAt !== null) ?? [];
  const severalRegions = (data?.regions.length ?? 0) > 1;
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <AdministrationNav />
      <div className="file-head">
        <h1>Équipe</h1>
        <Button type="button" small icon={UserPlus} onClick={() => setInviting(true)}>
          Inviter
        </Button>
      </div>
      <p className="muted">
        Les personnes qui travaillent dans le guichet. Qui quitte l’équipe perd l’accès tout de suite ; son nom reste
        dans l’historique.
      </p>
      {data && (
        <ul className="tasks">
          {present.map((member) => (
            <MemberItem key={member.id} member={member} showRegion={severalRegions} level="h2" />
          ))}
        </ul>
      )}
      {gone.length > 0 && (
        <section aria-labelledby="anciens">
          <h2 id="anciens">N’ont plus d’accès</h2>
          <ul className="tasks">
            {gone.map((member) => (
              <MemberItem key={member.id} member={member} showRegion={severalRegions} level="h3" />
            ))}
          </ul>
        </section>
      )}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
      {inviting && data && <InviteDialog regions={data.regions} onClose={() => setInviting(false)} />}
    </main>
  );
}
