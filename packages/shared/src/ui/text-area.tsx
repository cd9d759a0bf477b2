import type { Ref, TextareaHTMLAttributes } from 'react';
import { controlProps, FieldFrame, type FieldProps } from './field-frame.tsx';
import { frameOf } from './text-field.tsx';

export type TextAreaProps = FieldProps & {
  defaultValue?: string | undefined;
  value?: string | undefined;
  rows?: number | undefined;
  maxLength?: number | undefined;
  inputProps?:
    | (TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> | undefined })
    | undefined;
};

export function TextArea(props: TextAreaProps) {
  return (
    <FieldFrame {...frameOf(props)}>
      <textarea
        {...controlProps(props)}
        className="input"
        rows={props.rows ?? 5}
        maxLength={props.maxLength}
        defaultValue={props.defaultValue}
        {...(props.value === undefined ? {} : { value: props.value })}
        {...props.inputProps}
      />
    </FieldFrame>
  );
}
