import type { EditForm } from '@guichet/shared/contracts/edits';
import { useQuery } from '@tanstack/react-query';
import { editFormQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { Dialog } from '../shell/dialog.tsx';
import { EditFields } from './edit-fields.tsx';
import type { EditOf } from './edit-of.ts';
import { LiveEdit, narrowForm } from './live-edit.tsx';
import { EditPlan } from './edit-plan.tsx';
import { useEdit } from './use-edit.ts';

/** One edit of the register, from its fields to what it will change, and to the order. */
export function EditDialog({ of, title, onClose }: { of: EditOf; title?: string | undefined; onClose: () => void }) {
  const { data: form, error } = useQuery(editFormQuery(of));
  return (
    <Dialog title={title ?? form?.title ?? 'Modifier'} onClose={onClose} wide keepsText>
      {error && (
        <p className="field-error" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      {!form && !error && <p role="status">Lecture de ce qui est enregistré…</p>}
      {form && <EditSteps of={of} form={form} onClose={onClose} />}
    </Dialog>
  );
}

function EditSteps({ of, form, onClose }: { of: EditOf; form: EditForm; onClose: () => void }) {
  const edit = useEdit(of, form, onClose);
  return (
    <>
      <p className="edit-about">
        <strong>{form.name}</strong>
        {form.name !== form.poName && <span className="muted"> · {form.poName}</span>}
      </p>
      {of.only !== undefined ? (
        <LiveEdit form={narrowForm(form, of.only)} edit={edit} />
      ) : edit.shown ? (
        <EditPlan edit={edit} shown={edit.shown} />
      ) : (
        <EditFields form={form} edit={edit} onClose={onClose} />
      )}
    </>
  );
}
