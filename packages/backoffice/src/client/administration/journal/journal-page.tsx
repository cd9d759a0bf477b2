import { listJournal } from '@guichet/shared/contracts/journal';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import SearchX from 'lucide-react/icons/search-x';
import { useRef } from 'react';
import { call } from '../../api.ts';
import { useRowKeys } from '../../pos/use-row-keys.ts';
import { ListEnd } from '../../shell/list-end.tsx';
import { useActions } from '../../shell/use-actions.tsx';
import { AdministratorsOnly } from '../administrators-only.tsx';
import { ChainPart } from './chain-part.tsx';
import { JournalFilterBar } from './journal-filter-bar.tsx';
import { isJournalNarrowed, type JournalFilters, journalQueryOf } from './journal-filters.ts';
import { JournalList } from './journal-list.tsx';

const journalQuery = (filters: JournalFilters) =>
  infiniteQueryOptions({
    queryKey: ['journal', filters],
    queryFn: ({ signal, pageParam }) =>
      call(listJournal, { body: { ...journalQueryOf(filters), ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** Who did what to what: everything that was ever done, newest first. */
export function JournalPage() {
  return (
    <AdministratorsOnly title="Journal">
      <p className="muted">Qui a fait quoi, à quoi, et quand. Rien ne s’y change et rien ne s’y supprime.</p>
      <ChainPart />
      <Entries />
    </AdministratorsOnly>
  );
}

function Entries() {
  const filters: JournalFilters = useSearch({ from: '/bureau/administration/journal' });
  const searchRef = useRef<HTMLInputElement>(null);
  const query = useInfiniteQuery(journalQuery(filters));
  const first = query.data?.pages[0];
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  useActions({ search: () => searchRef.current?.focus() });
  useRowKeys('journal');
  return (
    <section aria-label="Les entrées">
      <JournalFilterBar
        filters={filters}
        staff={first?.staff ?? []}
        actions={first?.actions ?? []}
        searchRef={searchRef}
      />
      <p className="muted small po-count" role="status">
        {first && sayAbout(first.about, entries.length, query.hasNextPage)}
      </p>
      {first && entries.length === 0 && <Nothing filters={filters} />}
      <div aria-busy={query.isPlaceholderData}>{entries.length > 0 && <JournalList entries={entries} />}</div>
      <ListEnd query={query} />
    </section>
  );
}

function Nothing({ filters }: { filters: JournalFilters }) {
  return (
    <EmptyState icon={SearchX} title="Aucune entrée ne correspond">
      {isJournalNarrowed(filters) && (
        <p>
          <Link to="/administration/journal" search={{}}>
            Retirer les filtres
          </Link>
        </p>
      )}
    </EmptyState>
  );
}

function sayAbout(about: readonly string[] | null, shown: number, more: boolean): string {
  if (about?.length === 0) return 'Rien ne porte ce nom, cette référence ou ce numéro.';
  const entries = shown === 0 ? 'Aucune entrée' : shown === 1 ? '1 entrée' : `${shown} entrées`;
  const told = about === null ? entries : `${entries} à propos de : ${about.join(' ; ')}`;
  return more ? `${told}. Il y en a d’autres.` : told;
}
