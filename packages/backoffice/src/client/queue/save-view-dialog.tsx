import { saveView, VIEW_NAME_LENGTH } from '@guichet/shared/contracts/saved-views';
import { Choice } from '@guichet/shared/ui/choice';
import { TextField } from '@guichet/shared/ui/text-field';
import { useState } from 'react';
import { FormDialog } from '../shell/form-dialog.tsx';
import type { QueueFilters } from './queue-filters.ts';
import { useViewActs } from './use-view-acts.ts';

/** Gives the filters of this moment a name. */
export function SaveViewDialog({ filters, onClose }: { filters: QueueFilters; onClose: () => void }) {
  const { act, busy, problem } = useViewActs();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const save = async () => {
    if (await act(saveView, { body: { name, shared, filters } }, `Vue enregistrée : ${name}.`)) onClose();
  };
  return (
    <FormDialog title="Enregistrer cette vue" onClose={onClose} busy={busy} problem="" onSubmit={() => void save()}>
      <p className="hint">
        Le groupe et les filtres de ce moment, sous un nom, à côté des onglets. L’adresse de la page dit la même chose :
        elle peut aussi être envoyée à un·e collègue.
      </p>
      <TextField
        id="nom-de-vue"
        name="nom-de-vue"
        label="Nom de la vue"
        required
        error={problem || undefined}
        value={name}
        inputProps={{ maxLength: VIEW_NAME_LENGTH, onChange: (event) => setName(event.target.value) }}
      />
      <Choice
        id="vue-partagee"
        name="vue-partagee"
        type="checkbox"
        value="oui"
        label="La partager avec tout le secrétariat"
        checked={shared}
        inputProps={{ onChange: (event) => setShared(event.currentTarget.checked) }}
      />
    </FormDialog>
  );
}
