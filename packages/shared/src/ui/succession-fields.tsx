import { ROLE_LABELS } from '../domain/roles.ts';
import type { Issue } from '../errors/errors.ts';
import type { SuccessionInput } from '../request-types/fields.ts';
import { REPLACEMENT_ANSWERS, REPLACEMENT_LABELS, rolesAsked, whoOf } from '../request-types/succession.ts';
import { RadioGroup } from './radio-group.tsx';
import { TextField } from './text-field.tsx';
import { idOf, issueAt } from './field-issues.tsx';

const OPTIONS = REPLACEMENT_ANSWERS.map((value) => ({ value, label: REPLACEMENT_LABELS[value] }));

export type SuccessionFieldsProps = {
  name: string;
  value: SuccessionInput;
  issues: readonly Issue[];
  /** Names to choose from, for those who may read who the members of the PO are. */
  people?: readonly string[] | undefined;
};

/** For each role that was chosen and has one holder at a time: is somebody replaced, and who? Drawn by the server. */
export function SuccessionFields({ name, value, issues, people = [] }: SuccessionFieldsProps) {
  const common = (path: string) => ({
    id: idOf(path),
    name: path,
    error: issueAt(issues, path),
  });
  return rolesAsked(value).map((role) => {
    const answer = `${name}.${role}`;
    const who = `${name}.${whoOf(role)}`;
    const called = ROLE_LABELS[role].charAt(0).toLowerCase() + ROLE_LABELS[role].slice(1);
    return (
      <div key={role} className="succession">
        <RadioGroup
          {...common(answer)}
          label={`Est-ce que cette personne remplace quelqu’un comme ${called}\u00a0?`}
          options={OPTIONS}
          defaultValue={value[role]}
          required
        />
        <TextField
          {...common(who)}
          label={`Si oui, qui était ${called}\u00a0?`}
          hint="Son prénom et son nom, si vous les connaissez."
          defaultValue={value[whoOf(role)]}
          autoComplete="off"
          {...(people.length > 0 ? { inputProps: { list: `${idOf(who)}-people` } } : {})}
        />
        {people.length > 0 && (
          <datalist id={`${idOf(who)}-people`}>
            {people.map((person) => (
              <option key={person} value={person} />
            ))}
          </datalist>
        )}
      </div>
    );
  });
}
