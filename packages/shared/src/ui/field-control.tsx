import type { Issue } from '../errors/errors.ts';
import type { AddressInput, DateInput, Field, FormValues, SuccessionInput } from '../request-types/fields.ts';
import { AddressFields, type AddressPart } from './address-fields.tsx';
import { Checkbox, CheckboxGroup } from './checkbox-group.tsx';
import { DateField, type DatePart } from './date-field.tsx';
import { RadioGroup } from './radio-group.tsx';
import { SelectField } from './select-field.tsx';
import { TextArea } from './text-area.tsx';
import { TextField } from './text-field.tsx';
import type { ComponentType, ReactNode } from 'react';
import { idOf, issueAt, issueOf, pathsOf } from './field-issues.tsx';
import { readBack, spreadDate } from './read-back.tsx';
import { typeset } from './typeset.tsx';

/** A school that can be chosen from a list. */
export type SchoolOption = { value: string; label: string };

/** What the browser adds to a control: the registration of react-hook-form. The server adds nothing. */
export type Bind = (path: string) => object;

export type FieldControlProps = {
  field: Field;
  values: FormValues;
  issues: readonly Issue[];
  /** Null when the PO is not known: the school is typed. */
  schools: readonly SchoolOption[] | null;
  bind?: Bind | undefined;
  /** What stands below the control of a field: a proposal. */
  after?: ((field: string) => ReactNode) | undefined;
  /** Controls of pages that no script takes over: browsers need not fetch them. */
  controls?: Controls | undefined;
};

export type Controls = {
  succession?: ComponentType<{ name: string; value: SuccessionInput; issues: readonly Issue[] }>;
};

/** One field of a page, whatever its kind. */
export function FieldControl({ field, values, issues, schools, bind, after: below, controls }: FieldControlProps) {
  const Succession = controls?.succession;
  const value = values[field.name];
  const text = typeof value === 'string' ? value : '';
  const issue = issueOf(issues, field);
  const common = {
    id: idOf(field.name),
    name: field.name,
    label: field.label,
    hint: field.hint && typeset(field.hint),
    error: issue?.message,
    required: !field.optional,
  };
  const after = below?.(field.name);
  const single = { ...common, defaultValue: text, inputProps: bind?.(field.name) };
  switch (field.kind) {
    case 'text':
      return (
        <TextField {...single} width={field.width} inputMode={field.inputMode} autoComplete={field.autocomplete} />
      );
    case 'email':
      return <TextField {...single} type="email" inputMode="email" autoComplete={field.autocomplete} after={after} />;
    case 'tel':
      return <TextField {...single} type="tel" inputMode="tel" width="medium" autoComplete={field.autocomplete} />;
    case 'textarea':
      return <TextArea {...single} rows={field.rows} />;
    case 'radio':
      return <RadioGroup {...single} options={field.options} />;
    case 'select':
      return <SelectField {...single} options={field.options} placeholder="Choisissez" />;
    case 'school':
      if (schools === null) return <TextField {...single} autoComplete="off" />;
      return <SelectField {...single} options={schools} placeholder="Choisissez l’école" />;
    case 'checkboxes':
      return (
        <CheckboxGroup {...single} defaultValue={Array.isArray(value) ? value : []} options={field.options} columns />
      );
    case 'checkbox':
      return <Checkbox {...single} value="yes" defaultChecked={text !== ''} />;
    case 'date':
      return (
        <DateField
          {...common}
          defaultValue={spreadDate(value as DateInput)}
          read={readBack(value as DateInput)}
          wrongParts={wrongParts(issue, value as DateInput)}
          inputProps={bindParts<DatePart>(field, bind)}
        />
      );
    case 'address':
      return (
        <AddressFields
          id={common.id}
          name={field.name}
          legend={field.label}
          hint={field.hint}
          required={common.required}
          defaultValue={value as AddressInput}
          after={after}
          errors={Object.fromEntries(pathsOf(field).map((path) => [partOf(path), issueAt(issues, path)]))}
          inputProps={bindParts<AddressPart>(field, bind)}
        />
      );
    case 'succession':
      return Succession ? <Succession name={field.name} value={value as SuccessionInput} issues={issues} /> : null;
  }
}

const partOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);

/** A date of which nothing is given is wrong as a whole. */
function wrongParts(issue: Issue | undefined, date: DateInput): DatePart[] | undefined {
  if (!issue || issue.path.indexOf('.') < 0 || !(date.day || date.month || date.year)) return undefined;
  return [partOf(issue.path) as DatePart];
}

function bindParts<P extends string>(field: Field, bind: Bind | undefined): Partial<Record<P, object>> | undefined {
  if (!bind) return undefined;
  return Object.fromEntries(pathsOf(field).map((path) => [partOf(path), bind(path)])) as Partial<Record<P, object>>;
}
