import type { EditForm } from '@guichet/shared/contracts/edits';
import { useEffect } from 'react';
import { EditFields } from './edit-fields.tsx';
import { EditPlan } from './edit-plan.tsx';
import type { EditActs } from './use-edit.ts';

/** Typing is over when nothing came for so long. */
const PAUSE_MS = 400;

/** One field and, below it, what will change, which follows what is typed: a press on "Enregistrer" ends it. */
export function LiveEdit({ form, edit }: { form: EditForm; edit: EditActs }) {
  const { draft, busy, problem, shown, isLooked, issues } = edit;
  const isChanged = Object.keys(draft.changed).length > 0;
  useEffect(() => {
    if (!isChanged || busy || isLooked) return;
    const timer = setTimeout(() => void edit.look(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [edit, isChanged, busy, isLooked]);
  return (
    <>
      <EditFields form={form} edit={edit} />
      {!isChanged && (
        <p className="muted" role="status">
          Ce qui va changer se montre ici à mesure que vous tapez, avec le bouton pour l’enregistrer.
        </p>
      )}
      {isChanged && shown && issues.length === 0 && <EditPlan key={shown.shownHash} edit={edit} shown={shown} isLive />}
      {problem && !shown && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

/** The form with one field alone. */
export function narrowForm(form: EditForm, only: string): EditForm {
  const groups = form.groups.map((group) => ({ ...group, fields: group.fields.filter(({ name }) => name === only) }));
  return { ...form, groups: groups.filter(({ fields }) => fields.length > 0) };
}
