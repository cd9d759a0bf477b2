import type { FormValues } from '@guichet/shared/request-types/fields';
import { useRef } from 'react';
import { useDraft } from '../shell/use-draft.ts';
import type { EditOf } from './edit-of.ts';

type Kept = { changed: FormValues; reason: string };

export type EditDraft = Kept & {
  keep: (after: Partial<Kept>) => void;
  forget: () => void;
};

/**
 * What is typed of an edit, and differs from what is recorded: it survives a closed dialog, a reload, a crash and a
 * session that ended.
 */
export function useEditDraft({ kind, id, only }: EditOf): EditDraft {
  const [text, write, forget] = useDraft(`guichet:modification:${[id, kind, only].filter(Boolean).join('/')}`);
  const kept = read(text);
  // One stroke may change a field and the form around it: the second builds on the first.
  const latest = useRef(kept);
  latest.current = kept;
  return {
    ...kept,
    keep: (after) => {
      const next = { ...latest.current, ...after };
      latest.current = next;
      const isEmpty = next.reason === '' && Object.keys(next.changed).length === 0;
      if (isEmpty) forget();
      else write(JSON.stringify({ words: sayTyped(next), ...next }));
    },
    forget,
  };
}

function read(text: string): Kept {
  const nothing: Kept = { changed: {}, reason: '' };
  try {
    return text === '' ? nothing : { ...nothing, ...(JSON.parse(text) as Kept) };
  } catch {
    return nothing;
  }
}

/** How somebody recognises it among texts that were not sent. */
function sayTyped({ changed, reason }: Kept): string {
  const typed = Object.values(changed).flatMap((value) => (typeof value === 'string' ? [value] : []));
  return [...typed, reason].filter(Boolean).join(', ') || 'Une modification commencée';
}
