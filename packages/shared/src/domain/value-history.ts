import { type CivilDate, todayInBrussels } from './dates.ts';

/** One change of one value, as it was recorded. */
export type ValueChange = { at: Date; from: unknown; to: unknown; causeId: string };

export type ValueOn = {
  value: unknown;
  /** The change that set it; null when it is as it was first recorded. */
  setBy: ValueChange | null;
};

/**
 * The value as it stood on record at the end of a civil day in Brussels, past or to come. Before the first change it is
 * what that change replaced; before anything was recorded, the first value that ever was.
 * @param current what stands now
 * @param changes of this one value, the oldest first
 */
export function valueOn(current: unknown, changes: readonly ValueChange[], day: CivilDate): ValueOn {
  const next = changes.findIndex(({ at }) => todayInBrussels(at) > day);
  const setBy = (next < 0 ? changes.at(-1) : changes[next - 1]) ?? null;
  const replaced = changes[next];
  return { value: replaced ? replaced.from : current, setBy };
}
