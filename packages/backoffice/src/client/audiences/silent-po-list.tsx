import type { SilentPos } from '@guichet/shared/contracts/audience-preview';
import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import type { MailingKind } from '@guichet/shared/domain/mailings/mailing-kinds';
import { roleInSentence } from '@guichet/shared/domain/mailings/say-reason';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ListEnd } from '../shell/list-end.tsx';
import { silentPosQuery } from './audience-queries.ts';

const WHY: Record<SilentPos['rows'][number]['holders'][number]['why'], string> = {
  'no-address': 'sans adresse',
  suppressed: 'adresse refusée',
  'left-list': 'désinscrit·e',
  excluded: 'retiré·e à la main',
};

/** POs of an audience where nobody gets the mailing, with who holds a role there all the same. */
export function SilentPoList(asked: { criteria: AudienceCriteria; kind: MailingKind }) {
  const query = useInfiniteQuery(silentPosQuery(asked));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <p className="muted small">
        Dans ces PO, personne ne recevra ce courrier : aucun rôle choisi n’y est exercé par quelqu’un de joignable, même
        à défaut.
      </p>
      {query.data && rows.length === 0 && <p className="muted">Aucun : chaque PO aura au moins un destinataire.</p>}
      <ul className="silent-pos">
        {rows.map(({ id, fase, name, place, holders }) => (
          <li key={id}>
            <Link to="/po/$poId" params={{ poId: id }}>
              {name}
            </Link>
            <span className="muted small"> {[`FASE ${fase}`, place].filter(Boolean).join(' · ')}</span>
            {holders.map(({ personId, name: who, role, why }) => (
              <span key={`${personId}-${role}`} className="silent-holder">
                <Link to="/personnes/$personId" params={{ personId }}>
                  {who}
                </Link>
                , {roleInSentence(role)}, {WHY[why]}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <ListEnd query={query} />
    </>
  );
}
