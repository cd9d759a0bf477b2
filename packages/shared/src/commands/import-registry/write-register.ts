import type { Transaction } from '../../db/client.ts';
import type { Actor } from '../context.ts';
import { type AuditRecord, writeAudit } from '../write-audit.ts';
import { type Comparison, teachingPair } from './compare-register.ts';
import type { FieldValues, SettledRow, WantedRow } from './compare-rows.ts';
import { REGISTER_KINDS, type RegisterKind } from './import-report.ts';
import {
  type FieldChangeRow,
  inBatches,
  PO_TABLE,
  SCHOOL_SITE_TABLE,
  SCHOOL_TABLE,
  SITE_TABLE,
  saveFieldChanges,
  saveRows,
} from './save-rows.ts';

export type WriteOptions = {
  actor: Actor;
  causeId: string;
  regionId: string;
  at: Date;
  onProgress: (done: number, total: number) => void;
};

const TABLES = { po: PO_TABLE, school: SCHOOL_TABLE, site: SITE_TABLE, teaching: SCHOOL_SITE_TABLE };
const RECORDS_PER_STATEMENT = 2000;

/** Rows that an import writes: those to create, and those to change. */
export function rowsToWrite({ created, changed }: Comparison): number {
  return REGISTER_KINDS.reduce((sum, kind) => sum + created[kind].length + changed[kind].length, 0);
}

/** Writes what the comparison found, where each value comes from, and the audit. */
export async function writeRegister(tx: Transaction, comparison: Comparison, options: WriteOptions): Promise<void> {
  const { changed } = comparison;
  const { causeId, regionId, at } = options;
  // The audit writes every row a second time, and takes as long.
  const total = 2 * rowsToWrite(comparison);
  let done = 0;
  const advance = (rows: number) => options.onProgress((done += rows), total);
  for (const kind of REGISTER_KINDS) {
    await saveRows(tx, TABLES[kind], rowsOf(comparison, kind, { causeId, regionId }), at, advance);
    await saveFieldChanges(tx, fieldChanges(kind, changed[kind]), causeId, at);
  }
  for (const records of inBatches(auditRecords(comparison, causeId), RECORDS_PER_STATEMENT)) {
    await writeAudit(tx, options.actor, at, records);
    advance(records.length);
  }
}

/** Made one by one: a large file must not stand in memory in every form it goes through. */
function* rowsOf(comparison: Comparison, kind: RegisterKind, ids: { causeId: string; regionId: string }) {
  const more = { created_by: ids.causeId, ...(kind === 'po' && { region_id: ids.regionId }) };
  for (const wanted of comparison.created[kind]) {
    yield { ...toColumns(comparison, wanted, wanted.id, wanted.values), ...more };
  }
  for (const { wanted, known, values } of comparison.changed[kind]) {
    yield { ...toColumns(comparison, wanted, known.id, values), ...more };
  }
}

function toColumns({ ids }: Comparison, wanted: WantedRow, id: string, values: FieldValues): Record<string, unknown> {
  if (wanted.kind === 'teaching') {
    const { schoolFase, siteFase } = teachingPair(wanted);
    return { school_id: ids.school(schoolFase), site_id: ids.site(siteFase), teaching_kinds: values.teachingKinds };
  }
  const { address, coordinates, enterpriseNumber, poId, ...plain } = values;
  return {
    ...plain,
    ...(address as object),
    ...(coordinates as object | null),
    enterprise_number: enterpriseNumber ?? null,
    po_id: poId,
    id,
    fase: Number(wanted.fase),
  };
}

function* fieldChanges(kind: RegisterKind, rows: readonly SettledRow[]): Generator<FieldChangeRow> {
  for (const { wanted, known, fields } of rows) {
    // Kinds of teaching are told of the school, with the site they are given at.
    const { siteFase } = teachingPair(wanted);
    const told = (value: unknown) => (kind === 'teaching' ? { siteFase, kinds: value } : value);
    for (const { field, from, to } of fields) {
      yield {
        subject_type: kind === 'teaching' ? 'school' : kind,
        subject_id: known.id,
        field,
        old_value: told(from),
        new_value: told(to),
      };
    }
  }
}

function* auditRecords({ created, changed }: Comparison, causeId: string): Generator<AuditRecord> {
  for (const kind of REGISTER_KINDS) {
    const name = kind === 'teaching' ? 'school-site' : kind;
    const subject = (id: string, fase: string) => ({ type: name, id: kind === 'teaching' ? fase : id });
    for (const { id, fase, values } of created[kind]) {
      yield { action: `create-${name}`, subject: subject(id, fase), after: { fase, ...values }, causeId };
    }
    for (const { wanted, known, fields } of changed[kind]) {
      const side = (end: 'from' | 'to') => Object.fromEntries(fields.map((field) => [field.field, field[end]]));
      yield {
        action: `change-${name}`,
        subject: subject(known.id, wanted.fase),
        before: side('from'),
        after: side('to'),
        causeId,
      };
    }
  }
}
