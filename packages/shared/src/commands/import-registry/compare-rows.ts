import type { CauseKind } from '../../db/tables/cause.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { type PostalAddress, sameAddress } from '../../domain/postal-address.ts';
import type { ChangedField, Subject } from './import-report.ts';

/** Values of one row by field name; an address or a pair of coordinates is one value. */
export type FieldValues = Record<string, unknown>;

/** A row as the register wants it. A value that is `undefined` is not told. */
export type WantedRow = Subject & { line: number; id: string; values: FieldValues };

/** A row as it stands. */
export type KnownRow = { id: string; values: FieldValues; createdBy: CauseKind };

/** What set a value last, where a change of it is on record. */
export type OriginOf = (id: string, field: string) => CauseKind | undefined;

export type DifferingRow = { wanted: WantedRow; known: KnownRow; fields: ChangedField[] };
export type SettledRow = DifferingRow & { values: FieldValues };
export type KeptValue = { wanted: WantedRow; field: ChangedField; setBy: CauseKind };

/** Which wanted rows are new, which differ from what stands and in what, and how many are the same. */
export function compareRows(
  wantedRows: Iterable<WantedRow>,
  knownRow: (wanted: WantedRow) => KnownRow | undefined,
): { created: WantedRow[]; differing: DifferingRow[]; unchanged: number } {
  const created: WantedRow[] = [];
  const differing: DifferingRow[] = [];
  let unchanged = 0;
  for (const wanted of wantedRows) {
    const known = knownRow(wanted);
    if (!known) {
      created.push(wanted);
      continue;
    }
    const fields = differences(wanted.values, known.values);
    if (fields.length === 0) unchanged += 1;
    else differing.push({ wanted, known, fields });
  }
  return { created, differing, unchanged };
}

/**
 * Parts the differences into those that the register may write and those that a person decided: a value set by a
 * request, by staff or by the member stays, and is told.
 */
export function settleDifferences(
  differing: readonly DifferingRow[],
  originOf: OriginOf,
): { changed: SettledRow[]; kept: KeptValue[]; unchanged: number } {
  const changed: SettledRow[] = [];
  const kept: KeptValue[] = [];
  let unchanged = 0;
  for (const row of differing) {
    const fields: ChangedField[] = [];
    for (const field of row.fields) {
      const setBy = decidedBy(row.known, field, originOf(row.known.id, field.field));
      if (setBy === null) fields.push(field);
      else if (!samePlace(field)) kept.push({ wanted: row.wanted, field, setBy });
    }
    if (fields.length === 0) unchanged += 1;
    else changed.push({ ...row, fields, values: withChanges(row.known.values, fields) });
  }
  return { changed, kept, unchanged };
}

function differences(wanted: FieldValues, known: FieldValues): ChangedField[] {
  return Object.entries(wanted)
    .filter(([field, to]) => to !== undefined && !isSame(to, known[field]))
    .map(([field, to]) => ({ field, from: known[field], to }));
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && a !== null && canonicalJson(a) === canonicalJson(b));
}

const DECISIONS: readonly CauseKind[] = ['request', 'staff-edit', 'self-service'];

function decidedBy(known: KnownRow, field: ChangedField, origin: CauseKind | undefined): CauseKind | null {
  // What made a row decided the values that it gave, not those that it left empty.
  const setBy = origin ?? (isEmpty(field.from) ? undefined : known.createdBy);
  return setBy !== undefined && DECISIONS.includes(setBy) ? setBy : null;
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).every(([part, text]) => part === 'country' || text === '');
  }
  return value === null || value === '';
}

/** "RUE DU MOULIN 3" is no other address than the "rue du Moulin, 3" that somebody asked for. */
function samePlace({ field, from, to }: ChangedField): boolean {
  return field === 'address' && sameAddress(from as PostalAddress, to as PostalAddress);
}

function withChanges(values: FieldValues, fields: readonly ChangedField[]): FieldValues {
  return { ...values, ...Object.fromEntries(fields.map(({ field, to }) => [field, to])) };
}
