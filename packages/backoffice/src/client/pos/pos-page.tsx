import type { ExportSelection } from '@guichet/shared/contracts/exports';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { Notice } from '@guichet/shared/ui/notice';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import SearchX from 'lucide-react/icons/search-x';
import { useEffect, useRef } from 'react';
import { FoundPoAct } from '../edits/found-po-act.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { poListQuery } from '../queries.ts';
import { ListEnd } from '../shell/list-end.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { isPoListNarrowed, type PoFilters, poQueryOf } from './po-filters.ts';
import { PoFilterBar } from './po-filter-bar.tsx';
import { PoTable } from './po-table.tsx';
import { useRowKeys } from './use-row-keys.ts';

/** Every PO of the secretariat: found by a few letters, or narrowed to those that lack something. */
export function PosPage() {
  const filters: PoFilters = useSearch({ from: '/bureau/po' });
  const searchRef = useRef<HTMLInputElement>(null);
  const query = usePoList(filters);
  const first = query.data?.pages[0];
  useActions({ search: () => searchRef.current?.focus() });
  useRowKeys('liste-po');
  useEffect(() => {
    document.title = 'PO · Guichet PO';
  }, []);
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      <div className="list-title">
        <h1>Pouvoirs organisateurs</h1>
        <ExportButton selections={selectionsOf(filters)} labelSearch={filters} />
      </div>
      <p className="small">
        <Link to="/verification">Vérification annuelle : où en sont les réponses</Link>
      </p>
      <FoundPoAct />
      <PoFilterBar filters={filters} counts={first?.counts} searchRef={searchRef} />
      <p className="muted small po-count" role="status">
        {first && sayTotal(first.total)}
      </p>
      <div id="liste-po" aria-busy={query.isPlaceholderData}>
        {first && <Rows query={query} filters={filters} />}
        <ListEnd query={query} />
      </div>
    </main>
  );
}

function Rows({ query, filters }: { query: ReturnType<typeof usePoList>; filters: PoFilters }) {
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  if (rows.length === 0) {
    return (
      <EmptyState icon={SearchX} title="Aucun PO ne correspond">
        {isPoListNarrowed(filters) ? (
          <p>
            <Link to="/po" search={filters.q === undefined ? {} : { q: filters.q }}>
              Retirer les filtres
            </Link>
          </p>
        ) : (
          <p>Essayez moins de mots, ou le numéro FASE.</p>
        )}
      </EmptyState>
    );
  }
  return (
    <>
      {query.data?.pages[0]?.near && (
        <Notice role="status">
          <p>Aucun PO ne porte ces mots. Voici ceux qui y ressemblent.</p>
        </Notice>
      )}
      <PoTable rows={rows} />
    </>
  );
}

function selectionsOf(filters: PoFilters): [ExportSelection, ...ExportSelection[]] {
  const asked = poQueryOf(filters);
  return [
    { list: 'pos', filters: asked },
    { list: 'members', filters: asked },
    { list: 'schools', filters: asked },
  ];
}

function usePoList(filters: PoFilters) {
  return useInfiniteQuery(poListQuery(filters));
}

function sayTotal(total: number): string {
  return total === 0 ? 'Aucun PO' : `${total} PO`;
}
