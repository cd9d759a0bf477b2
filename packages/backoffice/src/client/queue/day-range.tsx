import { useEffect, useState } from 'react';
import { readDays, writeDays } from './queue-filters.ts';

type Props = { id: string; label: string; value: string | undefined; onChange: (value: string | undefined) => void };

/** From a day to a day; either may be left open. What makes no sense yet stays as it is typed and narrows nothing. */
export function DayRange({ id, label, value, onChange }: Props) {
  const [days, setDays] = useState<readonly [string, string]>(() => readDays(value) ?? ['', '']);
  useEffect(() => setDays(readDays(value) ?? ['', '']), [value]);
  const [from, to] = days;
  const change = (next: readonly [string, string]) => {
    setDays(next);
    const text = writeDays(next);
    if (text === undefined || readDays(text) !== null) onChange(text);
  };
  const isBackwards = from !== '' && to !== '' && from > to;
  return (
    <fieldset className="day-range">
      <legend className="visually-hidden">{label} entre deux jours</legend>
      <label htmlFor={`${id}-du`}>{label} du</label>
      <input
        id={`${id}-du`}
        type="date"
        className="input input-compact"
        value={from}
        aria-invalid={isBackwards || undefined}
        onChange={(event) => change([event.target.value, to])}
      />
      <label htmlFor={`${id}-au`}>au</label>
      <input
        id={`${id}-au`}
        type="date"
        className="input input-compact"
        value={to}
        aria-invalid={isBackwards || undefined}
        aria-describedby={isBackwards ? `${id}-faute` : undefined}
        onChange={(event) => change([from, event.target.value])}
      />
      {isBackwards && (
        <p id={`${id}-faute`} className="field-error" role="alert">
          Le dernier jour vient avant le premier.
        </p>
      )}
    </fieldset>
  );
}
