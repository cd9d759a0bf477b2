import { SelectField } from '@guichet/shared/ui/select-field';
import { useQuery } from '@tanstack/react-query';
import { colleaguesQuery, sessionQuery } from '../queries.ts';

/** Stands for "nobody any more", where '' is "not chosen yet". */
export const NOBODY = 'personne';

type Props = { value: string; onChange: (value: string) => void; isMissing: boolean };

/** To whom requests are given: oneself first, then the colleagues. */
export function AssigneeField({ value, onChange, isMissing }: Props) {
  const { data: session } = useQuery(sessionQuery);
  const { data } = useQuery(colleaguesQuery);
  const me = session?.staff.id;
  const colleagues = data?.colleagues.filter(({ id }) => id !== me) ?? [];
  const options = [
    { value: '', label: 'Choisissez' },
    ...(me ? [{ value: me, label: 'Moi' }] : []),
    ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
    { value: NOBODY, label: 'Personne' },
  ];
  return (
    <SelectField
      id="assignee"
      name="assignee"
      label="À qui ?"
      required
      options={options}
      value={value}
      error={isMissing ? 'Choisissez à qui les attribuer.' : undefined}
      inputProps={{ onChange: (event) => onChange(event.target.value) }}
    />
  );
}
