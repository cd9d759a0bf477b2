import type { Issue } from '@guichet/shared/errors/errors';
import { Button } from '@guichet/shared/ui/button';
import { issueAt } from '@guichet/shared/ui/field-issues';
import { useState } from 'react';
import { PoPicker } from '../pos/po-picker.tsx';
import type { EntryDraftActs, EntryPo } from './entry-draft.ts';

/** Which PO it is about: one of the list, or one whose name is written. */
export function PoPart({ acts: { draft, edit }, issues }: { acts: EntryDraftActs; issues: readonly Issue[] }) {
  const [choosing, setChoosing] = useState(false);
  const { po } = draft;
  // Who was recognised is a member of the former PO.
  const set = (chosen: EntryPo | 'typed') => edit((before) => ({ ...before, po: chosen, personId: null }));
  const issue = issueAt(issues, 'po');
  return (
    <>
      {issue && <p className="field-error">{issue}</p>}
      {po !== null && po !== 'typed' && (
        <p className="entry-po">
          <strong>{po.name}</strong> <span className="muted">· {po.detail}</span>
        </p>
      )}
      <div className="entry-acts">
        <Button
          id="choisir-po"
          type="button"
          kind={po === null ? 'main' : 'quiet'}
          small={po !== null}
          onClick={() => setChoosing(true)}
        >
          {po === null || po === 'typed' ? 'Choisir le PO' : 'Choisir un autre PO'}
        </Button>
        {po !== 'typed' && (
          <Button type="button" kind="plain" onClick={() => set('typed')}>
            Il n’est pas dans la liste
          </Button>
        )}
      </div>
      {choosing && (
        <PoPicker
          title="Quel PO ?"
          onChoose={({ id, name, fase, detail }) => {
            set({ id, name, detail: `FASE ${fase} · ${detail}` });
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}
