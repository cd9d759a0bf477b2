import { isCivilDate } from '@guichet/shared/domain/dates';
import { RadioGroup } from '@guichet/shared/ui/radio-group';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import type { AudienceEditorProps } from './audience-editor.tsx';

/** On which day roles are looked at. */
export function DayChoice({ criteria: { day }, onChange }: AudienceEditorProps) {
  return (
    <RadioGroup
      required
      id="date-des-roles"
      name="date-des-roles"
      label="À la date"
      value={day === null ? 'envoi' : 'jour'}
      options={[
        { value: 'envoi', label: 'Du jour de l’envoi', hint: 'Qui reprend un rôle d’ici là reçoit le courrier.' },
        {
          ...{ value: 'jour', label: 'D’un autre jour' },
          children: day !== null && (
            <>
              <label className="label" htmlFor="jour-des-roles">
                Qui exerçait le rôle ce jour-là
              </label>
              <input
                id="jour-des-roles"
                type="date"
                className="input input-compact"
                value={day}
                disabled={!onChange}
                onChange={({ target: { value } }) => {
                  if (isCivilDate(value)) onChange?.({ day: value });
                }}
              />
            </>
          ),
        },
      ]}
      inputProps={{
        disabled: !onChange,
        onChange: ({ target: { value } }) => onChange?.({ day: value === 'jour' ? todayInBrussels(new Date()) : null }),
      }}
    />
  );
}
