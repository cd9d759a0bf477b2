import type { Ref, SelectHTMLAttributes } from 'react';
import { controlProps, FieldFrame, type FieldProps } from './field-frame.tsx';
import { frameOf } from './text-field.tsx';

export type SelectFieldProps = FieldProps & {
  options: readonly { value: string; label: string }[];
  /** First line, for "nothing chosen yet". */
  placeholder?: string | undefined;
  defaultValue?: string | undefined;
  value?: string | undefined;
  autoComplete?: string | undefined;
  inputProps?: (SelectHTMLAttributes<HTMLSelectElement> & { ref?: Ref<HTMLSelectElement> | undefined }) | undefined;
};

export function SelectField(props: SelectFieldProps) {
  return (
    <FieldFrame {...frameOf(props)}>
      <select
        {...controlProps(props)}
        className="input"
        autoComplete={props.autoComplete}
        {...(props.value === undefined ? { defaultValue: props.defaultValue } : { value: props.value })}
        {...props.inputProps}
      >
        {props.placeholder !== undefined && <option value="">{props.placeholder}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
