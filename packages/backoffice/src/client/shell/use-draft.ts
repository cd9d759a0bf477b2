import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { sessionQuery } from '../queries.ts';
import { type Draft, listDrafts, readDraft, subscribeToDrafts, writeDraft } from './draft-store.ts';

/**
 * Text that is not lost before it is sent: neither by closing the dialog or the tab, nor by a reload, a crash or a
 * session that ended. `key` says what it is and what it is about: `guichet:refus:<id of the request>`.
 */
export function useDraft(key: string): [text: string, write: (text: string) => void, forget: () => void] {
  const staffId = useStaffId();
  const text = useSyncExternalStore(subscribeToDrafts, () => readDraft(staffId, key));
  const write = (next: string) => writeDraft(staffId, key, next);
  return [text, write, () => write('')];
}

/** The texts about that request that wait to be sent, in words. */
export function useUnsent(requestId: string): (Draft & { what: string; words: string })[] {
  const staffId = useStaffId();
  // One string, so that it is the same as long as nothing changed.
  const known = useSyncExternalStore(subscribeToDrafts, () => JSON.stringify(listDrafts(staffId)));
  return (JSON.parse(known) as Draft[])
    .filter(({ key }) => key.endsWith(`:${requestId}`))
    .map((draft) => ({ ...draft, what: whatOf(draft), words: wordsOf(draft) }));
}

function useStaffId(): string {
  const { data: session } = useQuery(sessionQuery);
  return session?.staff.id ?? '';
}

const WHAT: Record<string, string> = {
  refus: 'Refus',
  cloture: 'Clôture à la main',
  correction: 'Question à l’auteur',
  message: 'Message à l’auteur',
  note: 'Note',
  saisie: 'Demande en cours de saisie',
  'mise-de-cote': 'Raison d’une mise de côté',
  annulation: 'Raison d’une annulation',
  modification: 'Modification commencée',
  courrier: 'Courrier pas encore enregistré',
};

/** Texts that are sent in any state of a request; the others are for one that is to be decided. */
const ANY_STATE = ['message', 'note', 'annulation'];

/** Whether a text can still be sent about a request in this state. */
export function isStillOf({ key }: Pick<Draft, 'key'>, isOpen: boolean): boolean {
  return isOpen || ANY_STATE.includes(key.split(':')[1] ?? '');
}

/** What a text was going to be. */
export function whatOf({ key }: Draft): string {
  return WHAT[key.split(':')[1] ?? ''] ?? 'Texte';
}

/** The request that a text is about, when it is about one. */
export function requestOf({ key }: Draft): string | null {
  return /:([0-9a-f-]{36})$/.exec(key)?.[1] ?? null;
}

/** The text as somebody reads it: several answers of one dialog stand one after the other. */
export function wordsOf({ text }: Draft): string {
  if (!text.startsWith('{')) return text;
  try {
    return Object.values(JSON.parse(text) as Record<string, unknown>)
      .filter((value) => typeof value === 'string' && value !== '')
      .join('\n');
  } catch {
    return text;
  }
}
