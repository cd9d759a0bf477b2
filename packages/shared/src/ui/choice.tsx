import type { ReactNode } from 'react';
import type { InputProps } from './text-field.tsx';

export type ChoiceOption = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What opens below this choice: further fields. */
  children?: ReactNode;
};

export type ChoiceProps = ChoiceOption & {
  type: 'radio' | 'checkbox';
  id: string;
  name: string;
  defaultChecked?: boolean | undefined;
  checked?: boolean | undefined;
  invalid?: boolean | undefined;
  describedBy?: string | undefined;
  inputProps?: InputProps | undefined;
};

/** One radio button or tick box with its label; the whole line is the target. */
export function Choice(props: ChoiceProps) {
  const { id, hint } = props;
  const description = [hint ? `${id}-hint` : '', props.describedBy ?? ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className="choice">
      <input
        id={id}
        type={props.type}
        name={props.name}
        value={props.value}
        aria-describedby={description}
        aria-invalid={props.invalid ? true : undefined}
        {...(props.checked === undefined ? { defaultChecked: props.defaultChecked } : { checked: props.checked })}
        {...props.inputProps}
      />
      <label htmlFor={id}>{props.label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {props.children && <div className="choice-more">{props.children}</div>}
    </div>
  );
}

/** The first choice bears the id of its group, so that links to the field lead to it. */
export function choiceId(groupId: string, index: number): string {
  return index === 0 ? groupId : `${groupId}-${index + 1}`;
}
