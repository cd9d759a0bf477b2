import { ROLES } from '../domain/roles.ts';

/**
 * Form fields as data: one generic component draws them, for the public form and for staff who enter a request by
 * telephone. Names are paths into the form's values ("birthDate", "address.street"), the same on both sides.
 */
export type FieldOption = { value: string; label: string; hint?: string };

type FieldBase = {
  name: string;
  label: string;
  /** In place of the label where the field came filled in with what is recorded. */
  filledLabel?: string;
  hint?: string;
  /** Said in words beside the label; the schema decides. */
  optional?: boolean;
  autocomplete?: string;
};

export type Field =
  | (FieldBase & { kind: 'text'; width?: 'short' | 'medium' | 'full'; inputMode?: 'numeric' | 'text' })
  | (FieldBase & { kind: 'email' })
  | (FieldBase & { kind: 'tel' })
  | (FieldBase & { kind: 'textarea'; rows?: number })
  /** Three inputs `<name>.day`, `<name>.month`, `<name>.year`. */
  | (FieldBase & { kind: 'date' })
  /** Six inputs `<name>.street`, `.number`, `.box`, `.postcode`, `.locality`, `.country`. */
  | (FieldBase & { kind: 'address' })
  | (FieldBase & { kind: 'radio'; options: FieldOption[] })
  | (FieldBase & { kind: 'select'; options: FieldOption[] })
  /** One school of the PO, from the public list; text when the PO was typed by hand. */
  | (FieldBase & { kind: 'school' })
  /** Several of the options; the value is a list of codes. */
  | (FieldBase & { kind: 'checkboxes'; options: FieldOption[] })
  /** For each single-holder role chosen in the field `of`: `<name>.<role>` and `<name>.<role>-name`. */
  | (FieldBase & { kind: 'succession'; of: string })
  /** One box; the value is 'yes' or ''. `disables` names the field that has no answer once it is ticked. */
  | (FieldBase & { kind: 'checkbox'; disables?: string });

export type FieldGroup = {
  id: string;
  title: string;
  hint?: string;
  /** In place of the hint where a field of the group came filled in. */
  filledHint?: string;
  fields: Field[];
  /** Asked on a page of its own, after the one with the other groups. */
  page?: FormPage;
  /** Folded until opened (a native disclosure): what most people leave alone. */
  collapsible?: boolean;
};

export type FormPage = 'succession';

/** The groups that stand on one page of a form: its own page, or the first. */
export function groupsOn<G extends FieldGroup>(groups: readonly G[], page: FormPage | undefined): G[] {
  return groups.filter((group) => group.page === page);
}

export type DateInput = { day: string; month: string; year: string };
export type AddressInput = {
  street: string;
  number: string;
  box: string;
  postcode: string;
  locality: string;
  country: string;
};

/** Per role, an answer and a name; both empty where nothing is asked. */
export type SuccessionInput = Record<string, string>;

/** What a form holds while it is filled in: text, lists of codes, dates in three parts, addresses in six. */
export type FormValues = Record<string, string | string[] | DateInput | AddressInput | SuccessionInput>;

export const EMPTY_DATE: DateInput = { day: '', month: '', year: '' };
export const EMPTY_ADDRESS: AddressInput = {
  street: '',
  number: '',
  box: '',
  postcode: '',
  locality: '',
  country: 'BE',
};

export const EMPTY_SUCCESSION: SuccessionInput = Object.fromEntries(
  ROLES.flatMap((role) => [
    [role, ''],
    [`${role}-name`, ''],
  ]),
);

/** The values of an empty form: every field present, so that a missing checkbox reads as "not ticked". */
export function emptyValues(groups: readonly FieldGroup[]): FormValues {
  const values: FormValues = {};
  for (const field of groups.flatMap((group) => group.fields)) {
    if (field.kind === 'date') values[field.name] = { ...EMPTY_DATE };
    else if (field.kind === 'address') values[field.name] = { ...EMPTY_ADDRESS };
    else if (field.kind === 'succession') values[field.name] = { ...EMPTY_SUCCESSION };
    else values[field.name] = field.kind === 'checkboxes' ? [] : '';
  }
  return values;
}

/** Keeps what the groups know, whatever was posted: unknown keys are dropped, missing ones are empty. */
export function readValues(groups: readonly FieldGroup[], posted: Record<string, unknown>): FormValues {
  const values = emptyValues(groups);
  for (const [name, empty] of Object.entries(values)) {
    const given = posted[name];
    if (Array.isArray(empty)) {
      const list = Array.isArray(given) ? given : typeof given === 'string' && given !== '' ? [given] : [];
      values[name] = list.filter((item): item is string => typeof item === 'string');
    } else if (typeof empty === 'string') {
      values[name] = typeof given === 'string' ? given : '';
    } else if (typeof given === 'object' && given !== null) {
      const parts = given as Record<string, unknown>;
      values[name] = Object.fromEntries(
        Object.keys(empty).map((key) => [key, typeof parts[key] === 'string' ? parts[key] : '']),
      ) as DateInput | AddressInput;
    }
  }
  return values;
}
