/**
 * The row that an update was about.
 * @throws when there was none: the row left behind the plan's back, although it was locked
 */
export function oneRow<T>(rows: readonly T[], what: string, id: string): T {
  const [row] = rows;
  if (row === undefined) throw new Error(`Expected to write ${what} ${id}, which is not there.`);
  return row;
}
