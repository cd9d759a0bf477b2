import { type CivilDate, todayInBrussels } from './dates.ts';

/** One change of one value, as it was recorded; `holdsFrom`: the day from which it holds, where that is another one. */
export type ValueChange = { at: Date; from: unknown; to: unknown; causeId: string; holdsFrom?: CivilDate };

/** The civil day in Brussels from which a change holds. */
export function dayOfChange({ at, holdsFrom }: Pick<ValueChange, 'at' | 'holdsFrom'>): CivilDate {
  return holdsFrom ?? todayInBrussels(at);
}

export type ValueOn = {
  value: unknown;
  /** The change that set it; null when it is as it was first recorded. */
  setBy: ValueChange | null;
};

/**
 * The value as it stood on record at the end of a civil day in Brussels, past or to come; a change that was dated counts
 * from its day. Before the first change it is
 * what that change replaced; before anything was recorded, the first value that ever was.
 * @param current what stands now
 * @param changes of this one value, the oldest first
 */
export function valueOn(current: unknown, changes: readonly ValueChange[], day: CivilDate): ValueOn {
  const next = changes.findIndex((change) => dayOfChange(change) > day);
  const setBy = (next < 0 ? changes.at(-1) : changes[next - 1]) ?? null;
  const replaced = changes[next];
  return { value: replaced ? replaced.from : current, setBy };
}
