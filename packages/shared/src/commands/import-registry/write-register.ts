import type { Transaction } from '../../db/client.ts';
import type { Actor } from '../context.ts';
import { type AuditRecord, writeAudit } from '../write-audit.ts';
import type { FieldValues, SettledRow, WantedRow } from './compare-rows.ts';
import { type Comparison, teachingPair } from './compare-register.ts';
import { REGISTER_KINDS, type RegisterKind } from './import-report.ts';
import {
  type FieldChangeRow,
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
/** Each entry takes nine parameters and a statement at most 65,535. */
const AUDIT_RECORDS_PER_STATEMENT = 1000;

/** Rows that an import writes: those to create, and those to change. */
export function rowsToWrite({ created, changed }: Comparison): number {
  return REGISTER_KINDS.reduce((sum, kind) => sum + created[kind].length + changed[kind].length, 0);
}

/** Writes what the comparison found, where each value comes from, and the audit. */
export async function writeRegister(tx: Transaction, comparison: Comparison, options: WriteOptions): Promise<void> {
  const { created, changed } = comparison;
  const { causeId, regionId, at } = options;
  // The audit writes every row a second time, and takes as long.
  const total = 2 * rowsToWrite(comparison);
  let done = 0;
  const advance = (rows: number) => options.onProgress((done += rows), total);
  for (const kind of REGISTER_KINDS) {
    const rows = [
      ...created[kind].map((wanted) => ({ wanted, values: wanted.values })),
      ...changed[kind].map(({ wanted, known, values }) => ({ wanted: { ...wanted, id: known.id }, values })),
    ].map(({ wanted, values }) => ({
      ...toColumns(comparison, wanted, values),
      created_by: causeId,
      ...(kind === 'po' && { region_id: regionId }),
    }));
    await saveRows(tx, TABLES[kind], rows, at, advance);
    await saveFieldChanges(
      tx,
      changed[kind].flatMap((row) => fieldChanges(kind, row)),
      causeId,
      at,
    );
  }
  const records = auditRecords(comparison, causeId);
  for (let from = 0; from < records.length; from += AUDIT_RECORDS_PER_STATEMENT) {
    const batch = records.slice(from, from + AUDIT_RECORDS_PER_STATEMENT);
    await writeAudit(tx, options.actor, at, batch);
    advance(batch.length);
  }
}

function toColumns({ ids }: Comparison, wanted: WantedRow, values: FieldValues): Record<string, unknown> {
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
    id: wanted.id,
    fase: Number(wanted.fase),
  };
}

function fieldChanges(kind: RegisterKind, { wanted, known, fields }: SettledRow): FieldChangeRow[] {
  if (kind !== 'teaching') {
    return fields.map(({ field, from, to }) => ({
      subject_type: kind,
      subject_id: known.id,
      field,
      old_value: from,
      new_value: to,
    }));
  }
  // Kinds of teaching are told of the school, with the site they are given at.
  const { siteFase } = teachingPair(wanted);
  return fields.map(({ field, from, to }) => ({
    subject_type: 'school',
    subject_id: known.id,
    field,
    old_value: { siteFase, kinds: from },
    new_value: { siteFase, kinds: to },
  }));
}

function auditRecords({ created, changed }: Comparison, causeId: string): AuditRecord[] {
  const subject = ({ kind, id, fase }: WantedRow) =>
    kind === 'teaching' ? { type: 'school-site', id: fase } : { type: kind, id };
  return REGISTER_KINDS.flatMap((kind) => [
    ...created[kind].map((wanted) => ({
      action: 'create',
      subject: subject(wanted),
      after: { fase: wanted.fase, ...wanted.values },
      causeId,
    })),
    ...changed[kind].map(({ wanted, known, fields }) => ({
      action: 'change',
      subject: subject({ ...wanted, id: known.id }),
      before: Object.fromEntries(fields.map(({ field, from }) => [field, from])),
      after: Object.fromEntries(fields.map(({ field, to }) => [field, to])),
      causeId,
    })),
  ]);
}
