import type { ReactNode } from 'react';
import { Optional } from './field-frame.tsx';
import { SelectField } from './select-field.tsx';
import { type InputProps, TextField } from './text-field.tsx';

export type AddressPart = 'street' | 'number' | 'box' | 'postcode' | 'locality' | 'country';
export type AddressValues = Partial<Record<AddressPart, string | undefined>>;

export type AddressFieldsProps = {
  /** Ids are `id-street`, `id-number`... and names `name.street`, `name.number`... */
  id: string;
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  required?: boolean | undefined;
  defaultValue?: AddressValues | undefined;
  errors?: AddressValues | undefined;
  /** What stands below the fields: a proposal. */
  after?: ReactNode;
  /** Only where people write their own address. */
  own?: boolean | undefined;
  countries?: readonly { value: string; label: string }[] | undefined;
  inputProps?: Partial<Record<AddressPart, object>> | undefined;
};

/** Where members of a Belgian PO live, give or take; an app may offer more. */
const neighbours = [
  { value: 'BE', label: 'Belgique' },
  { value: 'FR', label: 'France' },
  { value: 'LU', label: 'Luxembourg' },
  { value: 'NL', label: 'Pays-Bas' },
  { value: 'DE', label: 'Allemagne' },
];

const autoCompletes: Record<AddressPart, string | undefined> = {
  street: 'address-line1',
  number: undefined,
  box: undefined,
  postcode: 'postal-code',
  locality: 'address-level2',
  country: 'country',
};

/** A postal address, as Belgians write it: street and number apart, an optional box. */
export function AddressFields(props: AddressFieldsProps) {
  const field = (part: AddressPart, label: string) => ({
    id: `${props.id}-${part}`,
    name: `${props.name}.${part}`,
    label,
    error: props.errors?.[part],
    required: part !== 'box' && (props.required ?? true),
    // The box may always be left out, and says so; of an address that may be left out, the legend says it.
    partOfGroup: part !== 'box' || props.required === false,
    autoComplete: props.own ? autoCompletes[part] : 'off',
    inputProps: props.inputProps?.[part] as InputProps | undefined,
  });
  const text = (part: AddressPart, label: string) => ({
    ...field(part, label),
    defaultValue: props.defaultValue?.[part],
  });
  return (
    <fieldset className="address" aria-describedby={props.hint ? `${props.id}-hint` : undefined}>
      <legend className="label">
        {props.legend}
        <Optional when={props.required === false} />
      </legend>
      {props.hint && (
        <p className="hint" id={`${props.id}-hint`}>
          {props.hint}
        </p>
      )}
      <div className="address-grid">
        <TextField {...text('street', 'Rue')} className="address-street" />
        <TextField {...text('number', 'Numéro')} />
        <TextField {...text('box', 'Boîte')} />
        <TextField {...text('postcode', 'Code postal')} inputMode="numeric" />
        <TextField {...text('locality', 'Localité')} className="address-locality" />
        <SelectField
          {...field('country', 'Pays')}
          inputProps={props.inputProps?.country}
          className="address-country"
          options={props.countries ?? neighbours}
          defaultValue={props.defaultValue?.country ?? 'BE'}
        />
      </div>
      {props.after}
    </fieldset>
  );
}
