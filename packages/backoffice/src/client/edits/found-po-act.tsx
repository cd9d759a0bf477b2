import { Button } from '@guichet/shared/ui/button';
import { useState } from 'react';
import { EditDialog } from './edit-dialog.tsx';
import { useMayEdit } from './use-may-edit.ts';

/** Founds a PO that is not recorded yet. Each look at the form is of another one. */
export function FoundPoAct() {
  const [id, setId] = useState<string | null>(null);
  if (!useMayEdit()) return null;
  return (
    <div className="edit-acts">
      <Button type="button" kind="quiet" small onClick={() => setId(crypto.randomUUID())}>
        Ajouter un PO
      </Button>
      {id !== null && <EditDialog of={{ kind: 'found-po', id }} onClose={() => setId(null)} />}
    </div>
  );
}
