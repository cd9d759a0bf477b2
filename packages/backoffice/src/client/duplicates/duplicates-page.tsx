import { PAIR_FILTERS, type PairView } from '@guichet/shared/contracts/duplicates';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import CheckCheck from 'lucide-react/icons/check-check';
import SearchX from 'lucide-react/icons/search-x';
import { useEffect, useRef } from 'react';
import { ExportButton } from '../exports/export-button.tsx';
import { ListEnd } from '../shell/list-end.tsx';
import { ListSearch } from '../shell/list-search.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { pairsQuery } from './duplicate-queries.ts';
import { filterOf, PAIR_TABS, searchOf } from './pair-filters.ts';
import { PairRow } from './pair-row.tsx';

/** Records that may be of one person, the likeliest first. */
export function DuplicatesPage() {
  const search = useSearch({ from: '/bureau/doublons' });
  const filter = filterOf(search);
  const query = useInfiniteQuery(pairsQuery(filter, search.q ?? ''));
  useEffect(() => {
    document.title = 'Doublons · Guichet PO';
  }, []);
  const pairs = query.data?.pages.flatMap((page) => page.pairs) ?? [];
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      <div className="list-title">
        <h1>Doublons</h1>
        <ExportButton
          selections={[{ list: 'duplicates', filters: { filter, ...(search.q ? { q: search.q } : {}) } }]}
        />
      </div>
      <p className="muted">
        Des fiches qui sont peut-être celles d’une seule personne, les plus probables d’abord. Rien n’est jamais
        fusionné sans vous.
      </p>
      <PairSearch />
      <nav className="pair-tabs" aria-label="Parties de la liste">
        {PAIR_FILTERS.map((each) => (
          <Link
            key={each}
            to="/doublons"
            search={searchOf(each, search.q)}
            className="pair-tab"
            activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          >
            {PAIR_TABS[each]}
          </Link>
        ))}
      </nav>
      {query.data && <PairList pairs={pairs} narrowed={search.q !== undefined} />}
      <ListEnd query={query} />
    </main>
  );
}

function PairSearch() {
  const search = useSearch({ from: '/bureau/doublons' });
  const navigate = useNavigate();
  const ref = useRef<HTMLInputElement>(null);
  useActions({ search: () => ref.current?.focus() });
  return (
    <search className="pos-search">
      <ListSearch
        label="Chercher une fiche en double"
        placeholder="Nom ou prénom"
        asked={search.q ?? ''}
        onAsk={(q = '') => void navigate({ to: '/doublons', search: searchOf(filterOf(search), q), replace: true })}
        inputRef={ref}
      />
    </search>
  );
}

function PairList({ pairs, narrowed }: { pairs: readonly PairView[]; narrowed: boolean }) {
  const listRef = useRef<HTMLOListElement>(null);
  const links = () => [...(listRef.current?.querySelectorAll<HTMLAnchorElement>('a') ?? [])];
  const step = (by: number) => {
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    all[Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
  };
  useActions({ next: () => step(1), previous: () => step(-1) }, pairs.length > 0);
  useActions({
    open: () => {
      const chosen = links().find((link) => link === document.activeElement) ?? links()[0];
      chosen?.click();
    },
  });
  if (pairs.length === 0) {
    return narrowed ? (
      <EmptyState icon={SearchX} title="Aucune paire ne porte ces mots">
        <p>Essayez un nom seul, ou une autre partie de la liste.</p>
      </EmptyState>
    ) : (
      <EmptyState icon={CheckCheck} title="Rien ici" />
    );
  }
  return (
    <ol className="pairs" ref={listRef}>
      {pairs.map((pair) => (
        <PairRow key={`${pair.one.id} ${pair.other.id}`} pair={pair} />
      ))}
    </ol>
  );
}
