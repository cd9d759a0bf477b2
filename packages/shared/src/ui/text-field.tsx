import type { InputHTMLAttributes, Ref } from 'react';
import { classNames } from './class-names.tsx';
import { controlProps, FieldFrame, type FieldProps } from './field-frame.tsx';

/** Attributes of the control itself; react-hook-form's `register(...)` fits in. */
export type InputProps = InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> | undefined };

export type TextFieldProps = FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'url' | undefined;
  defaultValue?: string | undefined;
  value?: string | undefined;
  autoComplete?: string | undefined;
  inputMode?: InputProps['inputMode'];
  /** How long an answer is expected to be; short ones get a short box. */
  width?: 'full' | 'medium' | 'short' | 'tiny' | undefined;
  /** Only for what is spelled letter by letter: codes, numbers, addresses of mail. */
  verbatim?: boolean | undefined;
  inputProps?: InputProps | undefined;
};

export function TextField(props: TextFieldProps) {
  const { type = 'text', width = 'full', verbatim = type === 'email' || type === 'url' } = props;
  return (
    <FieldFrame {...frameOf(props)}>
      <input
        {...controlProps(props)}
        className={classNames('input', width !== 'full' && `input-${width}`)}
        type={type}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete}
        spellCheck={verbatim ? false : undefined}
        autoCapitalize={verbatim ? 'none' : undefined}
        autoCorrect={verbatim ? 'off' : undefined}
        defaultValue={props.defaultValue}
        {...(props.value === undefined ? {} : { value: props.value })}
        {...props.inputProps}
      />
    </FieldFrame>
  );
}

/** The part of a field's props that its frame needs. */
export function frameOf({
  id,
  name,
  label,
  hint,
  error,
  required,
  partOfGroup,
  after,
  className,
}: FieldProps): FieldProps {
  return { id, name, label, hint, error, required, partOfGroup, after, className };
}
