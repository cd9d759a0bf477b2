import type { Transaction } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import type { Cell } from './file-writer.ts';

/** For whom a list is read, and when. */
export type ExportReader = {
  staffId: string;
  regionId: string;
  now: Date;
  today: CivilDate;
  singleHolderRoles: readonly Role[];
};

export type ExportColumn<Row> = {
  /** French: what stands above it. */
  head: string;
  /** In characters, for a workbook. */
  width: number;
  value: (row: Row) => Cell;
};

/**
 * A list that can be taken out, whatever the format: its columns, how many rows it has, and the rows in their order, some
 * at a time, all as they stand in the one snapshot of `tx`.
 */
export type ExportList<Filters, Row> = {
  columns: readonly ExportColumn<Row>[];
  /** Null: too dear to count. */
  count(tx: Transaction, reader: ExportReader, filters: Filters): Promise<number | null>;
  read(tx: Transaction, reader: ExportReader, filters: Filters): AsyncIterable<readonly Row[]>;
};
