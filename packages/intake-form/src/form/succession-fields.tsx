import type { Issue } from '@guichet/shared/errors/errors';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import type { SuccessionInput } from '@guichet/shared/request-types/fields';
import { REPLACEMENT_ANSWERS, REPLACEMENT_LABELS, rolesAsked, whoOf } from '@guichet/shared/request-types/succession';
import { RadioGroup } from '@guichet/shared/ui/radio-group';
import { TextField } from '@guichet/shared/ui/text-field';
import type { Bind } from './field-control.tsx';
import { idOf, issueAt } from './field-issues.ts';

const OPTIONS = REPLACEMENT_ANSWERS.map((value) => ({ value, label: REPLACEMENT_LABELS[value] }));

type SuccessionFieldsProps = {
  name: string;
  value: SuccessionInput;
  issues: readonly Issue[];
  bind?: Bind | undefined;
};

/** For each role that was chosen and has one holder at a time: is somebody replaced, and who? */
export function SuccessionFields({ name, value, issues, bind }: SuccessionFieldsProps) {
  const common = (path: string) => ({
    id: idOf(path),
    name: path,
    error: issueAt(issues, path),
    inputProps: bind?.(path),
  });
  return rolesAsked(value).map((role) => {
    const answer = `${name}.${role}`;
    const who = `${name}.${whoOf(role)}`;
    return (
      <div key={role} className="succession">
        <RadioGroup
          {...common(answer)}
          label={`${ROLE_LABELS[role]}\u00a0: cette personne remplace-t-elle quelqu’un\u00a0?`}
          options={OPTIONS}
          defaultValue={value[role]}
          required
        />
        <TextField
          {...common(who)}
          label={`Qui était ${ROLE_LABELS[role].charAt(0).toLowerCase()}${ROLE_LABELS[role].slice(1)}\u00a0?`}
          hint="Son prénom et son nom, si vous les connaissez."
          defaultValue={value[whoOf(role)]}
          autoComplete="off"
        />
      </div>
    );
  });
}
