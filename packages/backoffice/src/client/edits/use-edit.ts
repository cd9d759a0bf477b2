import type { EditForm, EditPreview } from '@guichet/shared/contracts/edits';
import { orderEdit, previewEdit } from '@guichet/shared/contracts/edits';
import { ApiProblem } from '@guichet/shared/contracts/problem';
import type { Issue } from '@guichet/shared/errors/errors';
import type { FormValues } from '@guichet/shared/request-types/fields';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { useTellDecided } from '../shell/decision-feed.tsx';
import type { EditOf } from './edit-of.ts';
import { useEditDraft } from './use-edit-draft.ts';

type Holders = Record<string, 'end' | 'keep'>;

export type EditActs = ReturnType<typeof useEdit>;

/** The steps of one edit: what is typed, the plan that follows, the order on that plan. */
export function useEdit(of: EditOf, form: EditForm, onDone: () => void) {
  const draft = useEditDraft(of);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [shown, setShown] = useState<EditPreview | null>(null);
  /** What had been typed when the plan was last asked for. */
  const [looked, setLooked] = useState('');
  const [holders, setHolders] = useState<Holders>({});
  // Kept from the look to the order: sent twice, it is one request.
  const id = useRef('');
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const tellDecided = useTellDecided();

  const bodyOf = (chosen: Holders) => {
    const target = { id: of.id, poId: of.poId ?? null };
    const values = form.partial ? draft.changed : { ...(form.values as FormValues), ...draft.changed };
    return { id: id.current, edits: [{ kind: of.kind, target, values }], reason: draft.reason, holders: chosen };
  };

  const attempt = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    try {
      await work();
    } catch (error) {
      refuse(error);
    } finally {
      setBusy(false);
    }
  };

  const refuse = (error: unknown) => {
    const wrong = error instanceof ApiProblem ? error.issues.map(inForm) : [];
    const isTyped = wrong.length > 0 && (shown === null || of.only !== undefined);
    if (!isTyped) return setProblem(sentenceOf(error));
    // A plan that follows what is typed is none of what makes no sense.
    setShown(null);
    setIssues(wrong);
  };

  const typed = JSON.stringify([draft.changed, draft.reason]);

  const look = async (chosen: Holders) => {
    setLooked(typed);
    const preview = await call(previewEdit, { body: bodyOf(chosen) });
    setHolders(chosen);
    setIssues([]);
    setShown(preview);
  };

  const order = async (plan: EditPreview, acknowledged: string[]) => {
    try {
      const body = { ...bodyOf(holders), shownHash: plan.shownHash, acknowledged };
      const { outcome, requestId } = await call(orderEdit, { body });
      draft.forget();
      tellDecided({ requestId, subject: form.name, kind: outcome === 'waiting' ? 'edit-waiting' : 'edited' });
      void queryClient.invalidateQueries({ queryKey: ['requests'] });
      onDone();
    } catch (error) {
      // Somebody was quicker: what would change now is shown before it is decided.
      if (error instanceof ApiProblem && error.code === 'stale-plan') {
        await look(holders);
        setProblem('Les données viennent de changer : relisez ce qui va se passer.');
      } else throw error;
    }
  };

  return {
    ...{ draft, busy, problem, issues, shown, isLooked: looked === typed },
    look: () =>
      attempt(async () => {
        id.current = crypto.randomUUID();
        await look({});
      }),
    choose: (added: Holders, label: string) =>
      attempt(async () => {
        await look({ ...holders, ...added });
        announce(`${label} : choix noté. Le plan est à jour.`);
      }),
    back: () => {
      setShown(null);
      setProblem('');
    },
    order: (plan: EditPreview, acknowledged: string[]) => attempt(() => order(plan, acknowledged)),
  };
}

/** "edits.0.from.day" is "from.day" in the one form there is. */
function inForm({ path, message }: Issue): Issue {
  return { path: path.replace(/^edits\.0\./, ''), message };
}
