/** A date as its three boxes hold it. */
export type Day = { day: string; month: string; year: string };

export const NO_DAY: Day = { day: '', month: '', year: '' };

/** Attributes for the three boxes of a date that a screen holds. */
export function dayInputs(day: Day, onChange: (day: Day) => void) {
  const input = (part: keyof Day) => ({
    onChange: (event: { target: { value: string } }) => onChange({ ...day, [part]: event.target.value }),
  });
  return { day: input('day'), month: input('month'), year: input('year') };
}
