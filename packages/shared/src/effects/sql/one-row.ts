/**
 * The row that an update is about, once it is written.
 * @throws when there was none: the row left behind the plan's back, although it was locked
 */
export async function oneRow<T>(statement: PromiseLike<readonly T[]>, what: string, id: string): Promise<T> {
  const [row] = await statement;
  if (row === undefined) throw new Error(`Expected to write ${what} ${id}, which is not there.`);
  return row;
}
