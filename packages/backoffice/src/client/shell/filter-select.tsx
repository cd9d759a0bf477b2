/** One way to narrow a list; marked while it does. */
export function FilterSelect(props: {
  id: string;
  label: string;
  all: string;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
  onChange: (value: string | undefined) => void;
}) {
  return (
    <div>
      <label className="visually-hidden" htmlFor={props.id}>
        {props.label}
      </label>
      <select
        id={props.id}
        className={props.value === undefined ? 'input input-compact' : 'input input-compact input-chosen'}
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value || undefined)}
      >
        <option value="">{props.all}</option>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
