import { Choice, type ChoiceOption, choiceId } from './choice.tsx';
import { classNames } from './class-names.tsx';
import { type FieldProps, GroupFrame, HintAndError } from './field-frame.tsx';
import { frameOf, type InputProps } from './text-field.tsx';

export type CheckboxGroupProps = FieldProps & {
  options: readonly ChoiceOption[];
  defaultValue?: readonly string[] | undefined;
  value?: readonly string[] | undefined;
  /** Two columns where there is room. */
  columns?: boolean | undefined;
  inputProps?: InputProps | undefined;
};

/** Several answers at once, all under one name. */
export function CheckboxGroup(props: CheckboxGroupProps) {
  return (
    <GroupFrame {...frameOf(props)}>
      <div className={classNames('choices', props.columns && 'choices-columns')}>
        {props.options.map((option, index) => (
          <Choice
            key={option.value}
            {...option}
            type="checkbox"
            id={choiceId(props.id, index)}
            name={props.name}
            defaultChecked={props.defaultValue?.includes(option.value)}
            checked={props.value?.includes(option.value)}
            invalid={Boolean(props.error)}
            inputProps={props.inputProps}
          />
        ))}
      </div>
    </GroupFrame>
  );
}

export type CheckboxProps = Omit<FieldProps, 'required'> & {
  /** What is sent when ticked. */
  value?: string | undefined;
  defaultChecked?: boolean | undefined;
  inputProps?: InputProps | undefined;
};

/** A single statement to agree with. */
export function Checkbox(props: CheckboxProps) {
  return (
    <div className={classNames('field', props.error && 'field-wrong', props.className)}>
      <HintAndError id={props.id} error={props.error} />
      <Choice
        type="checkbox"
        id={props.id}
        name={props.name}
        value={props.value ?? 'true'}
        label={props.label}
        hint={props.hint}
        defaultChecked={props.defaultChecked}
        invalid={Boolean(props.error)}
        describedBy={props.error ? `${props.id}-error` : undefined}
        inputProps={props.inputProps}
      />
    </div>
  );
}
