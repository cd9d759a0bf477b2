import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '@guichet/shared/ui/notice';
import type { Issue } from '@guichet/shared/errors/errors';
import { entryOptionsQuery, sessionQuery } from '../queries.ts';
import { ChangePage } from './change-page.tsx';
import { useEntryDraft } from './entry-draft.ts';
import { EntryForm } from './entry-form.tsx';

/** What came by telephone or letter, entered for its author: the page of the whole, or that of one change of it. */
export function EntryPage() {
  const { changement } = useSearch({ from: '/bureau/saisie' });
  const { data: session } = useQuery(sessionQuery);
  const acts = useEntryDraft();
  const { draft } = acts;
  const { data: options } = useQuery(entryOptionsQuery(draft.po === 'typed' ? undefined : draft.po?.id));
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const navigate = useNavigate();
  const index = draft.changes.findIndex(({ key }) => key === changement);
  const change = draft.changes[index];
  useTurnedPage(change?.key ?? '');
  useEffect(() => {
    document.title = 'Saisir une demande · Guichet PO';
  }, []);
  if (session?.staff.role === 'reader') {
    return (
      <main className="page page-narrow" id="contenu" tabIndex={-1}>
        <h1>Saisir une demande</h1>
        <Notice>Votre accès permet de lire les demandes, pas d’en saisir.</Notice>
      </main>
    );
  }
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      {change ? (
        <ChangePage
          key={change.key}
          change={change}
          options={options}
          issues={issuesUnder(issues, index)}
          acts={acts}
          onLeave={() => {
            setIssues(issues.filter(({ path }) => !path.startsWith(`changes.${index}.`)));
            void navigate({ to: '/saisie', search: {} });
          }}
        />
      ) : (
        <EntryForm
          key={draft.id}
          acts={acts}
          options={options}
          issues={issues}
          onIssues={setIssues}
          onOpen={(key) => void navigate({ to: '/saisie', search: { changement: key } })}
        />
      )}
    </main>
  );
}

function issuesUnder(issues: readonly Issue[], index: number): Issue[] {
  const prefix = `changes.${index}.`;
  return issues
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path, message }) => ({ path: path.slice(prefix.length), message }));
}

/** Another page in the same place: it begins at its title, for eyes and ears. */
function useTurnedPage(page: string): void {
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    const title = document.querySelector<HTMLElement>('#contenu h1');
    title?.focus();
    title?.scrollIntoView({ block: 'nearest' });
  }, [page]);
}
