import type { CivilDate } from '../../domain/dates.ts';

/** Empty is null. A date is a civil day. */
export type Cell = string | number | { day: CivilDate } | null;

export type Head = { head: string; width: number };

/** Writes a file piece by piece, and remembers nothing of the pieces but their length: any number of rows will do. */
export type FileWriter = {
  begin(): Uint8Array;
  add(rows: readonly (readonly Cell[])[]): Uint8Array;
  end(): Uint8Array;
};
