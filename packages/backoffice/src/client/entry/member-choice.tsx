import type { EntryMember } from '@guichet/shared/contracts/entries';
import { SelectField } from '@guichet/shared/ui/select-field';

type Props = {
  id: string;
  label: string;
  members: readonly EntryMember[];
  /** Who is chosen, where that is kept. */
  chosen?: string | null;
  onChoose: (member: EntryMember) => void;
};

/** A member of the PO instead of a name to type; the name may still be typed below. */
export function MemberChoice({ id, label, members, chosen, onChoose }: Props) {
  return (
    <SelectField
      id={id}
      name={id}
      label={label}
      hint="Ou écrivez son nom ci-dessous."
      placeholder="Choisissez dans la liste"
      options={members.map(({ personId, firstName, lastName, roles }) => ({
        value: personId,
        label: `${lastName} ${firstName} (${roles})`,
      }))}
      {...(chosen === undefined ? {} : { value: chosen ?? '' })}
      inputProps={{
        onChange: (event) => {
          const member = members.find(({ personId }) => personId === event.currentTarget.value);
          if (member) onChoose(member);
        },
      }}
    />
  );
}
