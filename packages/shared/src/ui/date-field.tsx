import { describedBy, type FieldProps, GroupFrame } from './field-frame.tsx';
import { frameOf, type InputProps } from './text-field.tsx';

export type DatePart = 'day' | 'month' | 'year';
export type DateParts = Partial<Record<DatePart, string | undefined>>;

export type DateFieldProps = FieldProps & {
  defaultValue?: DateParts | undefined;
  value?: DateParts | undefined;
  /** The parts to correct; all three when left out. */
  wrongParts?: readonly DatePart[] | undefined;
  /** What is understood of what stands there, in words; a script keeps it true. */
  read?: string | undefined;
  /** `bday` only where people write their own date of birth. */
  autoComplete?: 'bday' | undefined;
  inputProps?: Partial<Record<DatePart, InputProps>> | undefined;
};

const parts: readonly { part: DatePart; label: string }[] = [
  { part: 'day', label: 'Jour' },
  { part: 'month', label: 'Mois' },
  { part: 'year', label: 'Année' },
];

/** A date in three boxes, sent as `name.day`, `name.month`, `name.year`. The day bears the field's id. */
export function DateField(props: DateFieldProps) {
  const wrong = (part: DatePart) => Boolean(props.error) && (props.wrongParts?.includes(part) ?? true);
  return (
    <GroupFrame {...frameOf(props)}>
      <div className="date">
        {parts.map(({ part, label }) => {
          const id = part === 'day' ? props.id : `${props.id}-${part}`;
          return (
            <div key={part}>
              <label className="label-part" htmlFor={id}>
                {label}
              </label>
              <input
                id={id}
                name={`${props.name}.${part}`}
                className={`input input-${part}`}
                type="text"
                // A month may be a name, and a date may be pasted whole: what is odd is explained, not cut.
                inputMode={part === 'month' ? undefined : 'numeric'}
                maxLength={40}
                autoComplete={props.autoComplete ? `${props.autoComplete}-${part}` : 'off'}
                aria-describedby={wrong(part) ? describedBy({ id: props.id, error: props.error }) : undefined}
                aria-invalid={wrong(part) ? true : undefined}
                aria-required={props.required ? true : undefined}
                {...(props.value ? { value: props.value[part] ?? '' } : { defaultValue: props.defaultValue?.[part] })}
                {...props.inputProps?.[part]}
              />
            </div>
          );
        })}
      </div>
      {props.read !== undefined && (
        <output className="read-back" id={`${props.id}-read`} htmlFor={props.id} data-read={props.name}>
          {props.read}
        </output>
      )}
    </GroupFrame>
  );
}
