import CircleAlert from 'lucide-react/icons/circle-alert';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { Icon } from './icon.tsx';

/** What every field takes. `id` is the id of its first control: links of the error summary lead there. */
export type FieldProps = {
  id: string;
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** What may be left empty says so after its label. */
  required?: boolean | undefined;
  /** The part of a group that says it for all its parts: required or not, nothing is said here. */
  partOfGroup?: boolean | undefined;
  /** What stands below the control: a proposal. */
  after?: ReactNode;
  className?: string | undefined;
};

/** Ids of the hint and of the error, for `aria-describedby`; undefined when there is neither. */
export function describedBy({ id, hint, error }: Pick<FieldProps, 'id' | 'hint' | 'error'>): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Attributes that tie one control to its label, hint and error. */
export function controlProps(props: FieldProps) {
  return {
    id: props.id,
    name: props.name,
    'aria-describedby': describedBy(props),
    'aria-invalid': props.error ? (true as const) : undefined,
    'aria-required': props.required ? (true as const) : undefined,
  };
}

/** Label, hint, error, then the control: the order in which one needs them. */
export function FieldFrame({ children, ...field }: FieldProps & { children: ReactNode }) {
  return (
    <div className={classNames('field', field.error && 'field-wrong', field.className)}>
      <label className="label" htmlFor={field.id}>
        {field.label}
        <Optional when={!field.required && !field.partOfGroup} />
      </label>
      <HintAndError {...field} />
      {children}
      {field.after}
    </div>
  );
}

export type GroupProps = FieldProps & { role?: 'radiogroup' | undefined };

/** The same for several controls under one question. */
export function GroupFrame({ children, role, ...field }: GroupProps & { children: ReactNode }) {
  return (
    <fieldset
      className={classNames('field', field.error && 'field-wrong', field.className)}
      role={role}
      aria-describedby={describedBy(field)}
      aria-required={role && field.required ? true : undefined}
      aria-invalid={role && field.error ? true : undefined}
    >
      <legend className="label">
        {field.label}
        {field.required && !role && <span className="visually-hidden"> (obligatoire)</span>}
        <Optional when={!field.required && !field.partOfGroup} />
      </legend>
      <HintAndError {...field} />
      {children}
    </fieldset>
  );
}

/** What follows a label whose answer may be left empty. */
export function Optional({ when }: { when: boolean }) {
  return when ? <span className="label-note"> (facultatif)</span> : null;
}

/** Says "Erreur" in a word too, for those who do not see the colour and the icon. */
export function HintAndError({ id, hint, error }: Pick<FieldProps, 'id' | 'hint' | 'error'>) {
  return (
    <>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <Icon of={CircleAlert} />
          <span>
            <span className="visually-hidden">Erreur : </span>
            {error}
          </span>
        </p>
      )}
    </>
  );
}
