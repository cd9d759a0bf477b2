import { Choice, type ChoiceOption, choiceId } from './choice.tsx';
import { type FieldProps, GroupFrame } from './field-frame.tsx';
import { frameOf, type InputProps } from './text-field.tsx';

export type RadioGroupProps = FieldProps & {
  options: readonly ChoiceOption[];
  defaultValue?: string | undefined;
  value?: string | undefined;
  inputProps?: InputProps | undefined;
};

/** One answer among a few. */
export function RadioGroup(props: RadioGroupProps) {
  return (
    <GroupFrame {...frameOf(props)} role="radiogroup">
      <div className="choices">
        {props.options.map((option, index) => (
          <Choice
            key={option.value}
            {...option}
            type="radio"
            id={choiceId(props.id, index)}
            name={props.name}
            defaultChecked={option.value === props.defaultValue}
            checked={props.value === undefined ? undefined : option.value === props.value}
            inputProps={props.inputProps}
          />
        ))}
      </div>
    </GroupFrame>
  );
}
