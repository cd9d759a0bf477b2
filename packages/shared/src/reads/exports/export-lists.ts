import type { Transaction } from '../../db/client.ts';
import type { ExportFormat, ExportListName } from '../../domain/exports.ts';
import type { ExportSelection } from '../../contracts/exports.ts';
import { csvFile } from './csv-file.ts';
import { DUPLICATES } from './duplicates.ts';
import type { ExportList, ExportReader } from './export-list.ts';
import type { Cell, FileWriter, Head } from './file-writer.ts';
import { MAILING_RECIPIENTS } from './mailing-recipients.ts';
import { MEMBERS } from './members.ts';
import { PEOPLE } from './people.ts';
import { POS } from './pos.ts';
import { REQUESTS } from './requests.ts';
import { SCHOOLS } from './schools.ts';
import { TASKS } from './tasks.ts';
import { xlsxFile } from './xlsx-file.ts';

type FiltersOf<Name extends ExportListName> = Extract<ExportSelection, { list: Name }>['filters'];

/** A list with its filters, ready to be counted and read. */
export type OpenList = {
  heads: readonly Head[];
  count(tx: Transaction, reader: ExportReader): Promise<number | null>;
  /** The cells of its rows in the order of the heads, some at a time. */
  read(tx: Transaction, reader: ExportReader): AsyncIterable<readonly (readonly Cell[])[]>;
};

/** Every list that can be taken out. Another one is a file beside these, a line here, and its name and filters in the contract. */
const LISTS: { [Name in ExportListName]: (filters: FiltersOf<Name>) => OpenList } = {
  pos: opener(POS),
  members: opener(MEMBERS),
  people: opener(PEOPLE),
  schools: opener(SCHOOLS),
  requests: opener(REQUESTS),
  tasks: opener(TASKS),
  duplicates: opener(DUPLICATES),
  'mailing-recipients': opener(MAILING_RECIPIENTS),
};

export function openList({ list, filters }: ExportSelection): OpenList {
  // TypeScript cannot tie the name to its filters: the contract does.
  return (LISTS[list] as (filters: unknown) => OpenList)(filters);
}

function opener<Filters, Row>({ columns, count, read }: ExportList<Filters, Row>): (filters: Filters) => OpenList {
  return (filters) => ({
    heads: columns,
    count: (tx, reader) => count(tx, reader, filters),
    async *read(tx, reader) {
      for await (const rows of read(tx, reader, filters))
        yield rows.map((row) => columns.map(({ value }) => value(row)));
    },
  });
}

/** What writes a list in a format. */
export function writerOf(format: ExportFormat, title: string, { heads }: Pick<OpenList, 'heads'>): FileWriter {
  return format === 'csv' ? csvFile(heads) : xlsxFile(title, heads);
}
