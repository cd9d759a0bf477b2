import { EmptyState } from '@guichet/shared/ui/empty-state';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import Search from 'lucide-react/icons/search';
import SearchX from 'lucide-react/icons/search-x';
import { useEffect, useRef, useState } from 'react';
import { posQuery } from '../queries.ts';
import { KeyCaps } from '../shell/action-button.tsx';
import { ariaKeys } from '../shell/action-catalogue.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { useActions } from '../shell/use-actions.tsx';

/** Every PO of the secretariat, found by a few letters. */
export function PosPage() {
  const { q = '' } = useSearch({ from: '/bureau/po' });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q);
  const searchRef = useRef<HTMLInputElement>(null);
  const { data, isPending, error, refetch } = useQuery(posQuery(q));
  useActions({ search: () => searchRef.current?.focus() });
  useEffect(() => {
    document.title = 'PO · Guichet PO';
  }, []);
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => {
      const words = typed.trim();
      void navigate({ to: '/po', search: words === '' ? {} : { q: words }, replace: true });
    }, 200);
    return () => clearTimeout(timer);
  });
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      <h1>Pouvoirs organisateurs</h1>
      <search className="search-box pos-search">
        <Icon of={Search} />
        <input
          ref={searchRef}
          type="search"
          className="input"
          aria-label="Chercher un PO"
          aria-keyshortcuts={ariaKeys('search')}
          placeholder="Nom, numéro FASE, localité ou école"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <KeyCaps of="search" />
      </search>
      {data ? (
        data.pos.length === 0 ? (
          <EmptyState icon={SearchX} title="Aucun PO ne correspond">
            <p>Essayez moins de mots, ou le numéro FASE.</p>
          </EmptyState>
        ) : (
          <ul className="pos-list">
            {data.pos.map(({ id, name, fase, detail }) => (
              <li key={id}>
                <Link to="/po/$poId" params={{ poId: id }}>
                  <span className="pos-name">{name}</span>
                  <span className="muted small">{detail}</span>
                  <span className="muted small pos-fase">FASE {fase}</span>
                </Link>
              </li>
            ))}
          </ul>
        )
      ) : isPending ? (
        <LoadingPage />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </main>
  );
}
