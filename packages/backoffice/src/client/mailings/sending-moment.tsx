import { brusselsInstant } from '@guichet/shared/domain/brussels-time';
import { type DatePart, parseDateParts } from '@guichet/shared/domain/dates';
import { Choice } from '@guichet/shared/ui/choice';
import { DateField } from '@guichet/shared/ui/date-field';
import { SelectField } from '@guichet/shared/ui/select-field';
import { type ChangeEvent, useState } from 'react';

const HOURS = Array.from({ length: 14 }, (_, n) => n + 7);

export type Moment = ReturnType<typeof useMoment>;

/** When a mailing leaves: now, or on a day at an hour of Brussels. `asked`: as it was asked for. */
export function useMoment(asked: string | null) {
  const [later, setLater] = useState(asked !== null);
  const [parts, setParts] = useState(() => partsOf(asked ?? tomorrow()));
  const [hour, setHour] = useState(() => (asked === null ? 9 : Number(inBrussels(asked).hour)));
  const [mistake, setMistake] = useState<{ message: string; part: DatePart | 'all' } | null>(null);
  /** As ISO 8601, null for now; undefined when what was typed is no day, which is then said. */
  const read = (): string | null | undefined => {
    setMistake(null);
    if (!later) return null;
    const day = parseDateParts(parts);
    if (day.ok) return brusselsInstant(day.date, hour).toISOString();
    setMistake(day);
    return undefined;
  };
  return { later, setLater, parts, setParts, hour, setHour, mistake, setMistake, read };
}

export function MomentFields({ moment }: { moment: Moment }) {
  const { later, setLater, parts, setParts, hour, setHour, mistake } = moment;
  const change = (part: DatePart) => ({
    onChange: (event: ChangeEvent<HTMLInputElement>) => setParts({ ...parts, [part]: event.target.value }),
  });
  return (
    <fieldset className="mailing-when">
      <legend>Quand part-il ?</legend>
      <Choice
        type="radio"
        id="depart-maintenant"
        name="depart"
        value="maintenant"
        label="Tout de suite"
        checked={!later}
        inputProps={{ onChange: () => setLater(false) }}
      />
      <Choice
        type="radio"
        id="depart-plus-tard"
        name="depart"
        value="plus-tard"
        label="À un moment choisi"
        checked={later}
        inputProps={{ onChange: () => setLater(true) }}
      >
        {later && (
          <>
            <DateField
              id="depart-jour"
              name="depart-jour"
              label="Jour"
              required
              value={parts}
              error={mistake?.message}
              wrongParts={mistake && mistake.part !== 'all' ? [mistake.part] : undefined}
              inputProps={{ day: change('day'), month: change('month'), year: change('year') }}
            />
            <SelectField
              required
              id="depart-heure"
              name="depart-heure"
              label="Heure"
              options={HOURS.map((each) => ({ value: String(each), label: `${each} h` }))}
              value={String(hour)}
              inputProps={{ onChange: (event: ChangeEvent<HTMLSelectElement>) => setHour(Number(event.target.value)) }}
            />
          </>
        )}
      </Choice>
    </fieldset>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Brussels',
  ...{ day: 'numeric', month: 'numeric', year: 'numeric', hour: '2-digit', hourCycle: 'h23' },
});

function inBrussels(iso: string): Record<string, string> {
  return Object.fromEntries(clock.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString();

function partsOf(iso: string): Record<DatePart, string> {
  const { day = '', month = '', year = '' } = inBrussels(iso);
  return { day, month, year };
}
