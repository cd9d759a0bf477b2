import { type Field, type FormValues, readValues } from '@guichet/shared/request-types/fields';
import { type FocusEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { askedValues } from '../form/asked-values.ts';
import { checkAnswers } from '../form/check-answers.ts';
import { pathsOf, summaryOf } from '@guichet/shared/ui/field-issues';
import { fitWords } from '../form/fit-words.ts';
import type { StepForm } from '../form/step-form.ts';
import { StepView, type StepViewProps } from '../form/step-view.tsx';
import { afterPress } from './after-press.ts';
import { flattenErrors, nestErrors } from './nested-errors.ts';

/**
 * The page as the server drew it, with react-hook-form behind it: a mistake is told on leaving the field, and nothing
 * is posted before the schema of the server agrees. What is right is posted natively: there is one way in.
 */
export function EnhancedStep({ step, ...props }: StepViewProps & { step: StepForm }) {
  const groups = fitWords(step.groups, props.recorded);
  const [initial] = useState(() => ({ values: props.values, errors: nestErrors(props.issues) }));
  const fields = step.groups.flatMap((group) => group.fields);
  const names = new Map(fields.flatMap((field) => [field.name, ...pathsOf(field)].map((path) => [path, field])));
  const summaryRef = useRef<HTMLDivElement>(null);
  const [summary, setSummary] = useState(() => summaryOf(groups, props.issues));

  const resolver: Resolver<FormValues> = (typed) => {
    const values = withoutDisabled(fields, readValues(step.groups, typed));
    const checked = checkAnswers(step, askedValues(step.groups, values, props.recorded));
    if (checked.ok) return { values: typed, errors: {} };
    return { values: {}, errors: nestErrors(checked.issues) };
  };
  const form = useForm<FormValues>({
    defaultValues: initial.values,
    errors: initial.errors,
    resolver,
    // This page says itself when to look: on leaving a question, which may have three boxes, and on sending.
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const issues = flattenErrors(form.formState.errors, [...names.keys()]);
  const switches = fields.filter((field) => field.kind === 'checkbox' && field.disables !== undefined);
  const ticked = form.watch(switches.map(({ name }) => name));
  const disabled = new Set(switches.flatMap((field, index) => (ticked[index] ? disabledBy(field) : [])));

  const [failures, setFailures] = useState(0);
  useEffect(() => {
    if (failures > 0) summaryRef.current?.focus();
  }, [failures]);

  /** Looks at a field that was left or chosen, and again at those that were wrong: they may have been right all along. */
  const check = (name: string): void => {
    void form.trigger([...new Set([name, ...issues.map(({ path }) => path.split('.')[0] ?? path)])]);
  };

  const onBlur = ({ target, relatedTarget }: FocusEvent<HTMLFormElement>): void => {
    const left = names.get(nameOf(target));
    // From the day to the month one has not left the date.
    if (left === undefined || left === names.get(nameOf(relatedTarget))) return;
    afterPress(() => check(left.name));
  };

  const onChange = ({ target }: FormEvent<HTMLFormElement>): void => {
    const changed = names.get(nameOf(target));
    // A choice is made at once; a text is still being written.
    const chosen =
      target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && /radio|checkbox/.test(target.type));
    if (changed && chosen && issues.some(({ path }) => path.split('.')[0] === changed.name)) check(changed.name);
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    // "Retour" keeps what is typed, right or wrong.
    if (submitter instanceof HTMLButtonElement && submitter.name !== '') return;
    const page = event.currentTarget;
    void form.handleSubmit(
      () => page.submit(),
      (errors) => {
        setSummary(summaryOf(groups, flattenErrors(errors, [...names.keys()])));
        setFailures((count) => count + 1);
        document.title = `Erreur : ${document.title.replace(/^Erreur : /, '')}`;
      },
    )(event);
  };

  return (
    <StepView
      {...props}
      groups={groups}
      values={initial.values}
      issues={issues}
      enhancement={{
        bind: (path) => ({ ...form.register(path), disabled: disabled.has(path) || undefined }),
        summary,
        summaryRef,
        form: { onBlur, onChange, onSubmit },
      }}
    />
  );
}

function disabledBy(field: Field): string[] {
  return field.kind === 'checkbox' && field.disables !== undefined ? [field.disables] : [];
}

/** A field that a ticked box takes away is not sent: neither does it count here. */
function withoutDisabled(fields: readonly Field[], values: FormValues): FormValues {
  const gone = fields.filter(({ name }) => values[name] === 'yes').flatMap(disabledBy);
  return { ...values, ...Object.fromEntries(gone.map((name) => [name, ''])) };
}

function nameOf(target: EventTarget | null): string {
  return target instanceof Element ? (target.getAttribute('name') ?? '') : '';
}
