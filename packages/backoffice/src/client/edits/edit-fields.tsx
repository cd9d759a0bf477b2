import type { EditForm } from '@guichet/shared/contracts/edits';
import type { FormValues } from '@guichet/shared/request-types/fields';
import { Button } from '@guichet/shared/ui/button';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { issueAt, summaryOf } from '@guichet/shared/ui/field-issues';
import { FormFields } from '@guichet/shared/ui/form-fields';
import { readForm } from '@guichet/shared/ui/read-form';
import { TextArea } from '@guichet/shared/ui/text-area';
import { useEffect, useRef } from 'react';
import type { EditActs } from './use-edit.ts';

type Props = {
  form: EditForm;
  edit: EditActs;
  /** Given where the plan comes by a button; otherwise it follows what is typed, and nothing takes the focus away. */
  onClose?: (() => void) | undefined;
};

/** The fields of an edit, holding what is recorded; each letter is kept as it is typed. */
export function EditFields({ form, edit, onClose }: Props) {
  const { draft, busy, problem, issues } = edit;
  const isAsked = onClose !== undefined;
  const ref = useRef<HTMLFormElement>(null);
  const summaryRef = useRef<HTMLDivElement>(null);
  // As they stand when the fields are drawn: what is typed after that stands in the page.
  const values = useRef<FormValues>({ ...(form.values as FormValues), ...draft.changed });
  useEffect(() => ref.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), []);
  useEffect(() => {
    if (issues.length > 0 && isAsked) summaryRef.current?.focus();
  }, [issues, isAsked]);
  const keep = () => {
    if (!ref.current) return;
    const typed = Object.entries(readForm(ref.current, form.groups));
    const changed = typed.filter(([name, value]) => !same(value, form.values[name]));
    draft.keep({ changed: Object.fromEntries(changed) });
  };
  const summary = [
    ...summaryOf(
      form.groups,
      issues.filter(({ path }) => path !== 'reason'),
    ),
    ...issues.filter(({ path }) => path === 'reason').map(({ message }) => ({ id: 'f-reason', message })),
  ];
  return (
    <form
      ref={ref}
      noValidate
      onChange={keep}
      onSubmit={(event) => {
        event.preventDefault();
        void edit.look();
      }}
    >
      {form.explanation && <p className="hint">{form.explanation}</p>}
      {isAsked && <ErrorSummary ref={summaryRef} errors={summary} />}
      <FormFields groups={form.groups} values={values.current} issues={issues} schools={null} />
      <TextArea
        id="f-reason"
        name="raison"
        label="Pourquoi"
        hint="Vos collègues liront cette raison à côté de la valeur."
        required={form.needsReason}
        rows={3}
        maxLength={4000}
        error={issueAt(issues, 'reason')}
        value={draft.reason}
        inputProps={{ onChange: (event) => draft.keep({ reason: event.target.value }) }}
      />
      {isAsked && (
        <>
          {problem && (
            <p className="field-error" role="alert">
              {problem}
            </p>
          )}
          <div className="dialog-acts">
            <Button disabled={busy}>Voir ce qui va changer</Button>
            <Button type="button" kind="plain" onClick={onClose}>
              Plus tard
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
