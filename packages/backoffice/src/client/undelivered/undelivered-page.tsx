import { listUndelivered, type UndeliveredRow } from '@guichet/shared/contracts/undelivered';
import { UNDELIVERED, UNDELIVERED_LABELS, UNDELIVERED_SLUGS } from '@guichet/shared/domain/undelivered';
import { DataTable } from '@guichet/shared/ui/data-table';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { Tag } from '@guichet/shared/ui/tag';
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import MailCheck from 'lucide-react/icons/mail-check';
import { useEffect } from 'react';
import { call } from '../api.ts';
import { useRowKeys } from '../pos/use-row-keys.ts';
import { DayRange } from '../queue/day-range.tsx';
import { breakable } from '../request/breakable.tsx';
import { FilterSelect } from '../shell/filter-select.tsx';
import { ListEnd } from '../shell/list-end.tsx';
import { sayMoment } from '../text/moments.ts';
import { type UndeliveredFilters, undeliveredQueryOf } from './undelivered-filters.ts';

const undeliveredQuery = (filters: UndeliveredFilters) =>
  infiniteQueryOptions({
    queryKey: ['undelivered', filters],
    queryFn: ({ signal, pageParam }) =>
      call(
        listUndelivered,
        { body: { ...undeliveredQueryOf(filters), ...(pageParam ? { cursor: pageParam } : {}) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** The mails that did not arrive, each with what the other server said and where it is dealt with. */
export function UndeliveredPage() {
  const filters = useSearch({ from: '/bureau/mails-non-remis' });
  const navigate = useNavigate();
  const query = useInfiniteQuery(undeliveredQuery(filters));
  const { data } = query;
  useRowKeys('mails-non-remis');
  useEffect(() => {
    document.title = 'Mails non remis · Guichet PO';
  }, []);
  const narrow = (change: UndeliveredFilters) =>
    void navigate({ to: '/mails-non-remis', search: { ...filters, ...change }, replace: true });
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      <h1>Mails non remis</h1>
      <p className="muted">
        Ceux qui ne sont pas arrivés, par le jour où ils devaient partir, les plus récents d’abord. Ce qui reste à
        régler est dans <Link to="/taches">les tâches</Link>.
      </p>
      <search className="people-filters undelivered-filters" aria-label="Filtres">
        <FilterSelect
          id="non-remis-sorte"
          label="Ce qui s’est passé"
          all="Toutes les raisons"
          value={filters.sorte}
          options={UNDELIVERED.map((how) => [UNDELIVERED_SLUGS[how], UNDELIVERED_LABELS[how]])}
          onChange={(sorte) => narrow({ sorte })}
        />
        <DayRange
          id="non-remis-jours"
          label="Devaient partir"
          value={filters.jours}
          onChange={(jours) => narrow({ jours })}
        />
      </search>
      {data && <Mails rows={data.pages.flatMap(({ rows }) => rows)} total={data.pages[0]?.total ?? 0} />}
      <ListEnd query={query} />
    </main>
  );
}

function Mails({ rows, total }: { rows: readonly UndeliveredRow[]; total: number }) {
  if (rows.length === 0) return <EmptyState icon={MailCheck} title="Aucun mail non remis" />;
  return (
    <>
      <p role="status">{total > 1 ? `${total} mails` : '1 mail'}</p>
      <div id="mails-non-remis">
        <DataTable
          caption="Mails non remis"
          captionHidden
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'mail', label: 'Mail', heading: true, cell: ({ kind }) => kind },
            { key: 'to', label: 'À', cell: (row) => <Addressee row={row} /> },
            { key: 'at', label: 'Devait partir', cell: ({ at }) => sayMoment(at) },
            { key: 'how', label: 'Ce qui s’est passé', cell: (row) => <Fate row={row} /> },
          ]}
        />
      </div>
    </>
  );
}

/** The way to whoever it was for, or to what it was about. */
function Addressee({ row: { name, to, personId, requestId } }: { row: UndeliveredRow }) {
  const who = name || to;
  return (
    <>
      {personId ? (
        <Link to="/personnes/$personId" params={{ personId }} data-row>
          {breakable(who)}
        </Link>
      ) : requestId ? (
        <Link to="/demandes/$requestId" params={{ requestId }} search={{ etat: 'toutes' }} data-row>
          {breakable(who)}
        </Link>
      ) : (
        breakable(who)
      )}
      {name !== '' && <span className="muted small person-mandate">{breakable(to)}</span>}
    </>
  );
}

const SAID: Record<UndeliveredRow['how'], string> = {
  refused: 'refusé par le serveur',
  returned: 'revenu après coup',
  blocked: 'pas envoyé : l’adresse est bloquée',
  unknown: 'on ne sait pas s’il est arrivé',
};

function Fate({ row: { how, words, waits } }: { row: UndeliveredRow }) {
  return (
    <>
      {SAID[how]} {waits && <Tag kind="warn">à régler</Tag>}
      {words !== '' && <span className="muted small person-mandate">{breakable(words)}</span>}
    </>
  );
}
