import { enterChanges } from '@guichet/shared/contracts/entries';
import { ApiProblem } from '@guichet/shared/contracts/problem';
import { formatReference } from '@guichet/shared/domain/reference';
import type { Issue } from '@guichet/shared/errors/errors';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import type { EntryDraft, EntryDraftActs } from './entry-draft.ts';

/** Sends the entry, and opens its first request. What is refused stays as it was typed. */
export function useEnter({ draft, forget }: EntryDraftActs, onIssues: (issues: readonly Issue[]) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const sending = useRef(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const enter = async () => {
    // A second press comes before the button is drawn as disabled.
    if (sending.current) return;
    setProblem('');
    const unfinished = unfinishedIssues(draft);
    onIssues(unfinished);
    if (unfinished.length > 0) return;
    sending.current = true;
    setBusy(true);
    try {
      const { reference, requestIds } = await call(enterChanges, { body: bodyOf(draft) });
      forget();
      void queryClient.invalidateQueries({ queryKey: ['requests'] });
      announce(`Demande enregistrée sous la référence ${formatReference(reference)}.`);
      const [requestId] = requestIds;
      if (requestId !== undefined)
        await navigate({ to: '/demandes/$requestId', params: { requestId }, search: {}, replace: true });
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.issues : [];
      onIssues(issues);
      if (issues.length === 0) setProblem(sentenceOf(error));
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, enter };
}

function bodyOf({ id, po, personId, values, changes }: EntryDraft) {
  const poId = po === null || po === 'typed' ? null : po.id;
  return { id, poId, personId, values, changes: changes.map(({ type, values: typed }) => ({ type, values: typed })) };
}

/** What the server cannot know: that nothing was chosen yet, or that something was left half-way. */
function unfinishedIssues({ po, changes }: EntryDraft): Issue[] {
  return [
    ...(po === null ? [{ path: 'po', message: 'Choisissez le PO, ou dites qu’il n’est pas dans la liste.' }] : []),
    ...changes.flatMap(({ sentence }, index) =>
      sentence === null ? [{ path: `changes.${index}.`, message: 'Terminez ce changement, ou retirez-le.' }] : [],
    ),
  ];
}
