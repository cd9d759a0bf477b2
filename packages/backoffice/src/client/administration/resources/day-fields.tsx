import { controlProps, FieldFrame } from '@guichet/shared/ui/field-frame';
import type { ResourceDraft } from './use-resource-draft.ts';

type Props = {
  draft: ResourceDraft;
  errors: Record<string, string>;
  set: (values: Partial<ResourceDraft>) => void;
};

/** The first and the last day on which members find it. */
export function DayFields({ draft, errors, set }: Props) {
  return (
    <div className="resource-days">
      <Day
        id="du"
        label="Visible du"
        hint="Vide : dès maintenant."
        value={draft.shownFrom}
        error={errors.shownFrom}
        onChange={(shownFrom) => set({ shownFrom })}
      />
      <Day
        id="au"
        label="Visible jusqu’au"
        hint="Ce jour compris. Vide : sans fin."
        value={draft.shownTo}
        error={errors.shownTo}
        onChange={(shownTo) => set({ shownTo })}
      />
    </div>
  );
}

function Day(props: {
  id: string;
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
  onChange: (day: string) => void;
}) {
  const { id, label, hint, value, error, onChange } = props;
  const field = { id, name: id, label, hint, error };
  return (
    <FieldFrame {...field}>
      <input
        {...controlProps(field)}
        type="date"
        className="input input-medium"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldFrame>
  );
}
