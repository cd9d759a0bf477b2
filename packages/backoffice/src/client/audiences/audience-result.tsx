import type { AudienceCounts, RecipientList } from '@guichet/shared/contracts/audience-preview';
import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import type { MailingKind } from '@guichet/shared/domain/mailings/mailing-kinds';
import { roleInSentence } from '@guichet/shared/domain/mailings/say-reason';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { audiencePreviewQuery } from './audience-queries.ts';
import { RecipientTable } from './recipient-table.tsx';
import { SilentPoList } from './silent-po-list.tsx';
import { useSettled } from './use-settled.ts';

type Shown = RecipientList | 'silent';
type Props = { criteria: AudienceCriteria; kind: MailingKind };

/** Whom the choice comes to, as it stands today: the numbers, then the people, and the POs where nobody gets it. */
export function AudienceResult(asked: Props) {
  const criteria = useSettled(asked.criteria);
  const { kind } = asked;
  const [shown, setShown] = useState<Shown>('written');
  // The numbers come with the first page of those who get it.
  const query = useInfiniteQuery(audiencePreviewQuery({ criteria, kind, list: 'written' }));
  const last = useRef<AudienceCounts | null>(null);
  const counts = query.data?.pages[0]?.counts ?? last.current;
  last.current = counts;
  if (criteria.roles.length === 0 && criteria.include.length === 0)
    return (
      <section className="audience-result" aria-labelledby="audience-resultat">
        <h3 id="audience-resultat">Qui recevra ce courrier</h3>
        <p className="muted">Cochez au moins un rôle, ou ajoutez une personne.</p>
      </section>
    );
  const isLate = query.isPlaceholderData || criteria !== asked.criteria;
  return (
    <section className="audience-result" aria-labelledby="audience-resultat" aria-busy={isLate}>
      <h3 id="audience-resultat">Qui recevra ce courrier</h3>
      {!counts &&
        (query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <LoadingPage />)}
      {counts && (
        <>
          <p className="audience-count" role="status">
            <strong>{sayMany(counts.written, 'destinataire')}</strong>
            {isLate ? ' · nouveau calcul…' : ` dans ${sayMany(counts.pos, 'PO', 'PO')}`}
          </p>
          <RoleCounts counts={counts} />
          <nav className="mailing-nav" aria-label="Listes">
            {tabsOf(counts).map(([name, label]) => (
              <button
                key={name}
                type="button"
                className="tab-button"
                aria-pressed={shown === name}
                onClick={() => setShown(name)}
              >
                {label}
              </button>
            ))}
          </nav>
          {shown === 'silent' ? (
            <SilentPoList criteria={criteria} kind={kind} />
          ) : (
            <RecipientTable key={shown} criteria={criteria} kind={kind} list={shown} />
          )}
        </>
      )}
    </section>
  );
}

function tabsOf({ written, noAddress, suppressed, left, silentPos }: AudienceCounts): [Shown, string][] {
  return [
    ['written', `Destinataires (${written})`],
    ['unreachable', `Sans adresse utilisable (${noAddress + suppressed})`],
    ...(left > 0 ? [['left', `Désinscrits (${left})`] satisfies [Shown, string]] : []),
    ['silent', `PO sans destinataire (${silentPos})`],
  ];
}

function RoleCounts({ counts: { byRole, presidents, written } }: { counts: AudienceCounts }) {
  return (
    <ul className="role-counts">
      {byRole.map(({ role, people, pos, instead }) => (
        <li key={role}>
          {ROLE_LABELS[role]} : {sayMany(people, 'personne')} dans {sayMany(pos, 'PO', 'PO')}
          {instead.map((other) => (
            <span key={other.role} className="muted">
              {' '}
              · à défaut, {roleInSentence(other.role)} dans {sayMany(other.pos, 'PO', 'PO')}
            </span>
          ))}
        </li>
      ))}
      {written > 0 && (
        <li className="muted">
          {presidents === 0
            ? 'Aucune présidence parmi les destinataires.'
            : `Dont ${sayMany(presidents, 'présidence')} (${Math.round((100 * presidents) / written)} %).`}
        </li>
      )}
    </ul>
  );
}

/** "1 PO", "12 destinataires". */
export function sayMany(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count > 1 ? many : one}`;
}
