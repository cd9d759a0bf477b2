import { Button } from '@guichet/shared/ui/button';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useEntryDraft } from '../entry/entry-draft.ts';
import { EditDialog } from './edit-dialog.tsx';
import { PersonPicker } from './person-picker.tsx';
import { useMayEdit } from './use-may-edit.ts';

type Po = { id: string; name: string; detail: string };

/** A member more: somebody who is known is found and given a mandate; who is new is entered like any newcomer. */
export function AddMemberAct({ po }: { po: Po }) {
  const [step, setStep] = useState<'find' | { personId: string } | null>(null);
  const { draft, edit } = useEntryDraft();
  const navigate = useNavigate();
  if (!useMayEdit()) return null;
  const enter = () => {
    // What is being entered for another PO is not touched.
    if (draft.po === null && draft.changes.length === 0) edit((before) => ({ ...before, po }));
    void navigate({ to: '/saisie', search: {} });
  };
  return (
    <div className="edit-acts">
      <Button type="button" kind="quiet" small onClick={() => setStep('find')}>
        Ajouter un membre
      </Button>
      {step === 'find' && (
        <PersonPicker
          title="Qui rejoint le PO ?"
          onChoose={({ id }) => setStep({ personId: id })}
          onNew={enter}
          onClose={() => setStep(null)}
        />
      )}
      {step !== null && step !== 'find' && (
        <EditDialog of={{ kind: 'open-mandate', id: step.personId, poId: po.id }} onClose={() => setStep(null)} />
      )}
    </div>
  );
}
