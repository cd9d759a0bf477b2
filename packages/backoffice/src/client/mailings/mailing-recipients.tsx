import { type MailingProgress, type RecipientRow, retryMailingMails } from '@guichet/shared/contracts/mailing-sending';
import {
  RECIPIENT_FATE_LABELS,
  RECIPIENT_FATES,
  type RecipientFate,
} from '@guichet/shared/domain/mailings/recipient-fates';
import { Button } from '@guichet/shared/ui/button';
import { Tag, type TagKind } from '@guichet/shared/ui/tag';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { call } from '../api.ts';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { FilterSelect } from '../shell/filter-select.tsx';
import { ListEnd } from '../shell/list-end.tsx';
import { ListSearch } from '../shell/list-search.tsx';
import { useAct } from '../shell/use-act.ts';
import { useActions } from '../shell/use-actions.tsx';
import { sayMoment } from '../text/moments.ts';
import { breakable } from '../request/breakable.tsx';
import { MAILING_LISTS_SHOWN } from './mailing-keys.ts';
import { recipientsQuery } from './sending-queries.ts';

const TAGS: Record<RecipientFate, TagKind> = {
  sent: 'ok',
  delivered: 'ok',
  waiting: 'plain',
  deferred: 'warn',
  failed: 'bad',
  returned: 'bad',
  complained: 'warn',
  unknown: 'bad',
  cancelled: 'warn',
  unwritten: 'warn',
};

/** Who a mailing was for, why, and what became of each. */
export function MailingRecipients({ mailingId, progress }: { mailingId: string; progress: MailingProgress }) {
  const [fate, setFate] = useState<RecipientFate | undefined>();
  const [q, setWords] = useState<string | undefined>();
  const search = useRef<HTMLInputElement>(null);
  useActions({ search: () => search.current?.focus() });
  const filters = { ...(fate ? { fate } : {}), ...(q ? { q } : {}) };
  const turn = JSON.stringify(progress.fates);
  const query = useInfiniteQuery(recipientsQuery(mailingId, filters, turn));
  if (progress.people === 0) return null;
  const rows = query.data?.pages.flatMap(({ recipients }) => recipients);
  return (
    <section aria-labelledby="destinataires-suivi">
      <h3 id="destinataires-suivi">Destinataires</h3>
      <div className="mailing-filters">
        <ListSearch
          label="Chercher un destinataire"
          placeholder="Nom, adresse ou PO"
          asked={q ?? ''}
          onAsk={setWords}
          inputRef={search}
        />
        <FilterSelect
          id="etat-destinataires"
          label="Ce que le mail est devenu"
          all="Tous"
          value={fate}
          options={RECIPIENT_FATES.filter((each) => progress.fates[each] > 0).map(
            (each) => [each, `${RECIPIENT_FATE_LABELS[each][1]} (${progress.fates[each]})`] as const,
          )}
          onChange={(value) => setFate(RECIPIENT_FATES.find((each) => each === value))}
        />
        <ExportButton selections={[{ list: 'mailing-recipients', filters: { ...filters, mailingId } }]} />
      </div>
      {rows?.length === 0 && <p className="muted">Personne ne correspond à cette recherche.</p>}
      {rows && rows.length > 0 && (
        <ul className="mailing-recipients">
          {rows.map((row) => (
            <Recipient key={row.personId} mailingId={mailingId} row={row} state={progress.state} />
          ))}
        </ul>
      )}
      <ListEnd query={query} />
    </section>
  );
}

type RowProps = { mailingId: string; row: RecipientRow; state: MailingProgress['state'] };

function Recipient({ mailingId, row, state }: RowProps) {
  const { act, busy, problem } = useAct(...MAILING_LISTS_SHOWN);
  const mayRetry = useMayDecide() && row.retriable && (state === 'sent' || state === 'sending');
  const body = { personId: row.personId };
  return (
    <li>
      <div>
        <Link to="/personnes/$personId" params={{ personId: row.personId }}>
          {row.name}
        </Link>
        {row.address !== null && <span className="small muted">{breakable(row.address)}</span>}
        {row.reasons.map((reason) => (
          <span key={reason} className="small">
            {reason}
          </span>
        ))}
      </div>
      <div>
        <Tag kind={TAGS[row.fate]}>{RECIPIENT_FATE_LABELS[row.fate][0]}</Tag>
        <span className="small">{sayMore(row)}</span>
        {row.serverWords !== null && (
          <span className="small">Réponse du serveur : « {breakable(row.serverWords)} »</span>
        )}
        {row.at !== null && <span className="small muted">Parti {sayMoment(row.at)}</span>}
        {row.taskId !== null && (
          <Link className="small" to="/taches" hash={`tache-${row.taskId}`}>
            Adresse à corriger<span className="visually-hidden"> : {row.name}</span>
          </Link>
        )}
        {mayRetry && (
          <Button
            type="button"
            kind="quiet"
            small
            disabled={busy}
            onClick={() =>
              void act('Le mail repart.', () => call(retryMailingMails, { params: { id: mailingId }, body }))
            }
          >
            Renvoyer<span className="visually-hidden"> à {row.name}</span>
          </Button>
        )}
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
    </li>
  );
}

/** What the words say beyond the label beside them: "revenu", "il n’a pas pu être remis". */
function sayMore({ fate, words }: RecipientRow): string {
  const said = `${RECIPIENT_FATE_LABELS[fate][0]} : `;
  return words.startsWith(said) ? words.slice(said.length) : words;
}
