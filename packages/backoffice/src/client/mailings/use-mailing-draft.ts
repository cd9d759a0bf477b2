import type { MailingChanges, MailingView } from '@guichet/shared/contracts/mailing-view';
import { saveMailing } from '@guichet/shared/contracts/mailings';
import { ApiProblem } from '@guichet/shared/contracts/problem';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../api.ts';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { sentenceOf } from '../query-client.ts';
import { useDraft } from '../shell/use-draft.ts';
import { mailingQuery } from './mailing-queries.ts';
import { listKept, readKept, sayKept, withChanges, withoutSent } from './kept-changes.ts';

/**
 * - saved: the server has what is on the screen. waiting, saving: it will. away: it cannot be reached, and is tried again.
 * - conflict: a colleague was quicker; one of the two is to be chosen. refused: it cannot be stored as it is.
 */
export type SaveState =
  | { state: 'saved' | 'waiting' | 'saving' | 'away' }
  | { state: 'conflict' | 'refused'; words: string };

export type MailingDraft = {
  /** As it stands on the server, with what was written here since. */
  mailing: MailingView;
  /** It is a draft, and one's role allows to write. */
  mayWrite: boolean;
  /** Writes a part of it: shown at once, kept in this browser at once, saved in a moment. */
  write: (changes: MailingChanges) => void;
  /** Saves now. False: something stands in the way, which is told on the page. */
  flush: () => Promise<boolean>;
  saving: SaveState;
  /** After a conflict: keeps what was written here, or takes what is on the server. */
  settle: (keep: 'mine' | 'theirs') => Promise<void>;
  /** Moves when the text was replaced from elsewhere: an editor begins anew with it. */
  generation: number;
};

const PAUSE_MS = 1_200;
const AGAIN_MS = 5_000;

/** A mailing that is written: each stroke is kept in this browser at once and on the server in a moment. */
export function useMailingDraft(read: MailingView): MailingDraft {
  const queryClient = useQueryClient();
  // What was saved from here is known before the page is told of it, and what is read late may be older: versions only grow.
  const newest = useRef(read);
  if (read.version >= newest.current.version) newest.current = read;
  const loaded = newest.current;
  const [text, keep, forget] = useDraft(`guichet:courrier:${loaded.id}/texte`);
  // What a crash left is taken up once. From then on each tab has its own: two that write the same courrier are two hands.
  const [kept] = useState(() => readKept(text));
  const [changes, setChanges] = useState(kept.changes);
  const mayWrite = useMayDecide() && loaded.state === 'draft';
  const [saving, setSaving] = useState<SaveState>({ state: 'saved' });
  const [generation, setGeneration] = useState(0);
  const latest = useRef({ changes, loaded });
  latest.current = { changes, loaded };
  const underWay = useRef<Promise<boolean> | null>(null);
  // The version that what is written here builds on: after a crash, the one that was on the screen then.
  const base = useRef(kept.version ?? loaded.version);

  const pen = useRef({ keep, forget });
  pen.current = { keep, forget };
  const store = useCallback((next: MailingChanges) => {
    latest.current = { ...latest.current, changes: next };
    setChanges(next);
    if (listKept(next).length === 0) pen.current.forget();
    else pen.current.keep(sayKept({ version: base.current, changes: next }));
  }, []);

  const save = useCallback(async (): Promise<boolean> => {
    const sent = latest.current.changes;
    if (listKept(sent).length === 0) return true;
    setSaving({ state: 'saving' });
    const { queryKey } = mailingQuery(loaded.id);
    try {
      const body = { version: base.current, changes: sent };
      const answer = await call(saveMailing, { params: { id: loaded.id }, body });
      const next = { ...withChanges(latest.current.loaded, sent), ...answer };
      base.current = answer.version;
      latest.current.loaded = next;
      newest.current = next;
      queryClient.setQueryData(queryKey, next);
      void queryClient.invalidateQueries({ queryKey: ['mailings'] });
      // What was written while it was on its way is still to be saved.
      store(withoutSent(latest.current.changes, sent));
      setSaving({ state: listKept(latest.current.changes).length === 0 ? 'saved' : 'waiting' });
      return true;
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : null;
      if (problem?.status === 409) setSaving({ state: 'conflict', words: problem.message });
      else if (problem && (problem.code === 'offline' || problem.status >= 500 || problem.status === 401))
        setSaving({ state: 'away' });
      else setSaving({ state: 'refused', words: sentenceOf(error) });
      return false;
    }
  }, [loaded.id, queryClient, store]);

  const saveInTurn = useCallback(async (): Promise<boolean> => {
    // One at a time: the next builds on the version that the one before made.
    while (underWay.current) await underWay.current;
    underWay.current = save();
    try {
      return await underWay.current;
    } finally {
      underWay.current = null;
    }
  }, [save]);

  const flush = useCallback(async (): Promise<boolean> => {
    while (listKept(latest.current.changes).length > 0) if (!(await saveInTurn())) return false;
    return true;
  }, [saveInTurn]);

  const hasChanges = listKept(changes).length > 0;
  const stuck = saving.state === 'conflict' || saving.state === 'refused';
  useEffect(() => {
    if (!mayWrite || !hasChanges || stuck) return;
    const timer = setTimeout(() => void saveInTurn(), saving.state === 'away' ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
    // `changes` move with each stroke: the pause begins anew.
  }, [changes, hasChanges, mayWrite, stuck, saving.state, saveInTurn]);

  // Another version than the one that was saved from here: the text on the screen is replaced, if nothing is written here.
  useEffect(() => {
    if (loaded.version === base.current || hasChanges) return;
    base.current = loaded.version;
    setGeneration((turn) => turn + 1);
  }, [loaded.version, hasChanges]);

  return {
    mailing: withChanges(loaded, changes),
    mayWrite,
    write: (more) => {
      if (!mayWrite) return;
      store({ ...latest.current.changes, ...more });
      setSaving((before) => (before.state === 'conflict' ? before : { state: 'waiting' }));
    },
    flush,
    saving,
    settle: async (choice) => {
      const fresh = await queryClient.fetchQuery({ ...mailingQuery(loaded.id), staleTime: 0 });
      base.current = fresh.version;
      latest.current.loaded = fresh;
      newest.current = fresh;
      setSaving({ state: 'saved' });
      store(choice === 'mine' ? latest.current.changes : {});
      if (choice === 'mine') {
        await flush();
        return;
      }
      setGeneration((turn) => turn + 1);
    },
    generation,
  };
}
