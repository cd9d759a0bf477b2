import type { Transaction } from '../../db/client.ts';
import {
  compareRows,
  type DifferingRow,
  type KnownRow,
  type OriginOf,
  type SettledRow,
  settleDifferences,
  type WantedRow,
} from './compare-rows.ts';
import { type ChangedField, emptyReport, type ImportReport, type RegisterKind } from './import-report.ts';
import type { KnownRegister } from './known-register.ts';
import { loadOrigins } from './load-origins.ts';
import type { RegisterContent } from './register-content.ts';
import {
  adoptAnnouncedSchools,
  type RegisterIds,
  registerIds,
  wantedPos,
  wantedSchools,
  wantedSites,
  wantedTeaching,
} from './wanted-rows.ts';

/** What an import would write, and the report that tells it. */
export type Comparison = {
  ids: RegisterIds;
  created: Record<RegisterKind, WantedRow[]>;
  changed: Record<RegisterKind, SettledRow[]>;
  report: ImportReport;
};

/** Compares a file with what is known of it. Writes nothing. */
export async function compareRegister(
  tx: Transaction,
  content: RegisterContent,
  known: KnownRegister,
): Promise<Comparison> {
  const report = emptyReport();
  report.notices.push(...adoptAnnouncedSchools(content, known));
  const ids = registerIds(known);
  const created: Comparison['created'] = { po: [], school: [], site: [], teaching: [] };
  const changed: Comparison['changed'] = { po: [], school: [], site: [], teaching: [] };

  // The operator knows a PO by its number, not by our id.
  const told =
    ({ fase }: WantedRow) =>
    (change: ChangedField): ChangedField => {
      if (change.field !== 'poId') return change;
      const school = Number(fase);
      return {
        field: 'po',
        from: known.schools.get(school)?.poFase ?? null,
        to: heirFase(known, content.schools.get(school)?.poFase) ?? null,
      };
    };

  const compare = async (
    kind: RegisterKind,
    wanted: Iterable<WantedRow>,
    knownRow: (row: WantedRow) => KnownRow | undefined,
    originsOf: (rows: DifferingRow[]) => Promise<OriginOf>,
  ) => {
    const rows = compareRows(wanted, knownRow);
    const settled = settleDifferences(rows.differing, await originsOf(rows.differing));
    created[kind] = rows.created;
    changed[kind] = settled.changed;
    report.counts[kind] = {
      created: rows.created.length,
      changed: settled.changed.length,
      unchanged: rows.unchanged + settled.unchanged,
      absent: 0,
    };
    for (const row of rows.created) report.created.push({ ...subjectOf(row), line: row.line });
    for (const { wanted, fields } of settled.changed) {
      report.changed.push({ ...subjectOf(wanted), line: wanted.line, fields: fields.map(told(wanted)) });
    }
    for (const { wanted, field: kept, setBy } of settled.kept) {
      const { field, from, to } = told(wanted)(kept);
      report.kept.push({ ...subjectOf(wanted), line: wanted.line, field, ours: from, register: to, setBy });
    }
  };

  const byFase = (rows: ReadonlyMap<number, KnownRow>) => (row: WantedRow) => rows.get(Number(row.fase));
  await compare('po', wantedPos(content, ids), byFase(known.pos), (rows) => loadOrigins(tx, 'po', rows));
  await compare('school', wantedSchools(content, ids, known), byFase(known.schools), (rows) =>
    loadOrigins(tx, 'school', rows),
  );
  await compare('site', wantedSites(content, ids), byFase(known.sites), (rows) => loadOrigins(tx, 'site', rows));
  // Nobody but the register says what is taught where.
  const knownTeaching = (row: WantedRow) => known.teaching.get(row.fase);
  await compare('teaching', wantedTeaching(content, ids), knownTeaching, async () => () => 'import');
  tellClosedPos(content, known, report);
  tellClosedSchools(content, known, report);
  return { ids, created, changed, report };
}

function subjectOf({ kind, fase, name }: WantedRow) {
  return { kind, fase, name };
}

function heirFase(known: KnownRegister, fase: number | undefined): number | undefined {
  return (fase === undefined ? undefined : known.pos.get(fase)?.mergedInto?.fase) ?? fase;
}

/** A PO that staff closed and that the register still lists stays closed, and is told; its schools are those of its heir. */
function tellClosedPos(content: RegisterContent, known: KnownRegister, report: ImportReport): void {
  for (const { fase, name, line } of content.pos.values()) {
    const po = known.pos.get(fase);
    if (!po?.closedOn) continue;
    const subject = { kind: 'po', fase: String(fase), name, line } as const;
    report.kept.push({ ...subject, field: 'closedOn', ours: po.closedOn, register: null, setBy: 'staff-edit' });
    if (po.mergedInto)
      report.kept.push({
        ...subject,
        field: 'mergedInto',
        ours: po.mergedInto.fase,
        register: null,
        setBy: 'staff-edit',
      });
  }
}

/** A school that a request closed and that the register still lists stays closed, and is told. */
function tellClosedSchools(content: RegisterContent, known: KnownRegister, report: ImportReport): void {
  for (const { fase, name, line } of content.schools.values()) {
    const closedOn = known.schools.get(fase)?.closedOn;
    if (!closedOn) continue;
    const subject = { kind: 'school', fase: String(fase), name, line } as const;
    report.kept.push({ ...subject, field: 'closedOn', ours: closedOn, register: null, setBy: 'request' });
  }
}

/** The two FASE numbers that a row about teaching is about. */
export function teachingPair(row: WantedRow): { schoolFase: number; siteFase: number } {
  const [schoolFase = 0, siteFase = 0] = row.fase.split('/').map(Number);
  return { schoolFase, siteFase };
}
