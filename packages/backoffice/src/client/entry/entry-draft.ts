import { splitDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { ENTRY_GROUPS } from '@guichet/shared/request-types/entry-form';
import { emptyValues, type FormValues } from '@guichet/shared/request-types/fields';
import { useRef, useState } from 'react';
import { useDraft } from '../shell/use-draft.ts';

export type EntryChange = {
  key: string;
  type: string;
  values: FormValues;
  /** What it says, once it was read and kept; null while it is being written. */
  sentence: string | null;
};

export type EntryPo = { id: string; name: string; detail: string };

/** All that is typed of an entry. `id` makes it one envoi, however often it is sent. */
export type EntryDraft = {
  id: string;
  /** 'typed': it is not in the list. */
  po: EntryPo | 'typed' | null;
  personId: string | null;
  values: FormValues;
  changes: EntryChange[];
};

export type EntryDraftActs = {
  draft: EntryDraft;
  edit: (after: (draft: EntryDraft) => EntryDraft) => void;
  forget: () => void;
};

/** The entry in progress: it survives a reload, a crash and a session that ended. */
export function useEntryDraft(): EntryDraftActs {
  const [text, write, erase] = useDraft('guichet:saisie');
  const [freshId, setFreshId] = useState(() => crypto.randomUUID());
  const draft = read(text) ?? emptyDraft(freshId);
  // What a check answers late must change what is typed now.
  const latest = useRef(draft);
  latest.current = draft;
  return {
    draft,
    edit: (after) => {
      latest.current = after(latest.current);
      write(JSON.stringify({ words: sayDraft(latest.current), entry: latest.current }));
    },
    forget: () => {
      setFreshId(crypto.randomUUID());
      erase();
    },
  };
}

function emptyDraft(id: string): EntryDraft {
  const values = { ...emptyValues(ENTRY_GROUPS), cameOn: splitDate(todayInBrussels(new Date())) };
  return { id, po: null, personId: null, values, changes: [] };
}

function read(text: string): EntryDraft | null {
  try {
    return text === '' ? null : ((JSON.parse(text) as { entry?: EntryDraft }).entry ?? null);
  } catch {
    return null;
  }
}

/** How somebody recognises it among texts that were not sent. */
function sayDraft({ po, values, changes }: EntryDraft): string {
  const poName = po === 'typed' ? values.poName : po?.name;
  const said = changes.map(({ sentence }) => sentence).filter((sentence) => sentence !== null);
  return [values.name, poName, ...said].filter(Boolean).join(', ') || 'Une saisie commencée';
}
