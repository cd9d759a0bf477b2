import type { Found, FoundGroup, SearchResults } from '@guichet/shared/contracts/search';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import Search from 'lucide-react/icons/search';
import SearchX from 'lucide-react/icons/search-x';
import { useEffect, useRef, useState } from 'react';
import { searchQuery } from '../queries.ts';
import { QUEUE_TABS } from '../queue/queue-filters.ts';
import { KeyCaps } from '../shell/action-button.tsx';
import { ariaKeys } from '../shell/action-catalogue.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { useActions } from '../shell/use-actions.tsx';

/** The long list of what bears the words, of every kind; the arrows walk through it. */
export function SearchPage() {
  const { q = '' } = useSearch({ from: '/bureau/recherche' });
  const fieldRef = useRef<HTMLInputElement>(null);
  useActions({ search: () => fieldRef.current?.focus() });
  useEffect(() => {
    document.title = q === '' ? 'Recherche · Guichet PO' : `${q} · Recherche · Guichet PO`;
  }, [q]);
  useEffect(() => {
    fieldRef.current?.focus();
    document.addEventListener('keydown', walk);
    return () => document.removeEventListener('keydown', walk);
  }, []);
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <h1>Recherche</h1>
      <SearchField q={q} fieldRef={fieldRef} />
      {q.length >= 2 ? (
        <Results q={q} />
      ) : (
        <p className="muted">
          Un nom, un rôle et un PO (« trésorière maquette »), un numéro FASE, une école, une localité, une adresse mail,
          un téléphone, une référence.
        </p>
      )}
    </main>
  );
}

function SearchField({ q, fieldRef }: { q: string; fieldRef: React.RefObject<HTMLInputElement | null> }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q);
  useEffect(() => {
    const words = typed.trim();
    if (words === q) return;
    const timer = setTimeout(() => {
      void navigate({ to: '/recherche', search: words === '' ? {} : { q: words }, replace: true });
    }, 200);
    return () => clearTimeout(timer);
  });
  return (
    <search className="search-box pos-search">
      <Icon of={Search} />
      <input
        ref={fieldRef}
        type="search"
        className="input"
        aria-label="Chercher partout"
        aria-keyshortcuts={ariaKeys('search')}
        placeholder="Nom, PO, école, mail, téléphone, référence"
        maxLength={100}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <KeyCaps of="search" />
    </search>
  );
}

const STOPS = '#contenu input[type="search"], #contenu .found-link';

/** From the field to the first result, and from one to the next; elsewhere the arrows are left alone. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  const next = step === undefined || here < 0 ? undefined : stops[here + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Results({ q }: { q: string }) {
  const { data, isPending, error, refetch, isPlaceholderData } = useQuery(searchQuery(q, 'many'));
  if (!data) return isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />;
  const count = Object.values(data).reduce((sum, { found }) => sum + found.length, 0);
  return (
    <>
      <p className="muted small" role="status">
        {isPlaceholderData ? 'Recherche…' : sayCount(count)}
      </p>
      {count === 0 && !isPlaceholderData && (
        <EmptyState icon={SearchX} title="Rien de tel">
          <p>Essayez moins de mots, ou une partie du nom.</p>
        </EmptyState>
      )}
      <Groups results={data} />
    </>
  );
}

function sayCount(count: number): string {
  return count === 1 ? '1 résultat' : `${count} résultats`;
}

function Groups({ results: { people, pos, schools, requests } }: { results: SearchResults }) {
  return (
    <>
      <Group title="Personnes" group={people}>
        {(found) => (
          <Link className="found-link" to="/personnes/$personId" params={{ personId: found.id }}>
            {found.title}
          </Link>
        )}
      </Group>
      <Group title="Pouvoirs organisateurs" group={pos}>
        {(found) => <PoLink found={found} />}
      </Group>
      <Group title="Écoles" group={schools}>
        {(found) => <PoLink found={found} />}
      </Group>
      <Group title="Demandes" group={requests}>
        {(found) => (
          <Link
            className="found-link"
            to="/demandes/$requestId"
            params={{ requestId: found.id }}
            search={{ etat: QUEUE_TABS.all.slug }}
          >
            {found.title}
          </Link>
        )}
      </Group>
    </>
  );
}

function PoLink({ found }: { found: Found }) {
  return (
    <Link className="found-link" to="/po/$poId" params={{ poId: found.id }}>
      {found.title}
    </Link>
  );
}

type GroupProps = { title: string; group: FoundGroup; children: (found: Found) => React.ReactNode };

function Group({ title, group: { found, more, near }, children }: GroupProps) {
  if (found.length === 0) return null;
  return (
    <section className="found-group" aria-label={title}>
      <h2>{title}</h2>
      {near && <p className="muted small">Rien ne porte exactement ces mots : voici ce qui leur ressemble.</p>}
      <ul className="found-list">
        {found.map((each, place) => (
          <li key={`${place}-${each.id}`}>
            {children(each)}
            <span className="muted small">{each.detail}</span>
            {each.why !== '' && <span className="found-why small">{each.why}</span>}
          </li>
        ))}
      </ul>
      {more && <p className="muted small">Il y en a d’autres : ajoutez un mot pour préciser.</p>}
    </section>
  );
}
