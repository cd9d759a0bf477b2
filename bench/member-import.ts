import { randomUUID } from 'node:crypto';
import { orderImport } from '../packages/shared/src/commands/member-import/order-import.ts';
import { startDryRun } from '../packages/shared/src/commands/member-import/start-dry-run.ts';
import { uploadImport } from '../packages/shared/src/commands/member-import/upload-import.ts';
import type { ImportMode, ImportState } from '../packages/shared/src/domain/member-import.ts';
import { createDoorbell } from '../packages/shared/src/queue/doorbell.ts';
import { getMemberImport } from '../packages/shared/src/reads/member-imports.ts';
import { lettersOf } from '../packages/shared/src/testing/invented-member.ts';
import { testContext } from '../packages/shared/src/testing/register-builder.ts';
import { buildWorkbook, type TestCell } from '../packages/shared/src/testing/workbook-builder.ts';
import { staffOf } from './approved-requests.ts';
import { insertPos } from './invented-people.ts';
import type { Place } from './place.ts';
import type { Program } from './program.ts';

const ROWS = 20_000;
const POS = 2_000;

export type ImportTimes = {
  mode: ImportMode;
  read: number;
  planned: number;
  applied: number;
  again: number;
  workerMegabytes: number;
};

/**
 * Seconds for a workbook of 20,000 members of 2,000 POs: to read it, for the dry run, and to write it all, row by row or
 * as one; then for a second dry run of the same file, which must find nothing to do. The worker's largest memory.
 */
export async function benchMemberImport(place: Place): Promise<ImportTimes[]> {
  const pos = await insertPos(place.cluster, POS, 50_000);
  const times: ImportTimes[] = [];
  for (const mode of ['rows', 'file'] as const) {
    const worker = await place.startWorker();
    try {
      times.push(
        await measure(
          place,
          worker,
          mode,
          pos.map(({ fase }) => fase),
          times.length * ROWS,
        ),
      );
    } finally {
      await worker.end();
    }
  }
  return times;
}

async function measure(
  place: Place,
  worker: Program,
  mode: ImportMode,
  fases: readonly number[],
  from: number,
): Promise<ImportTimes> {
  const { db, sql } = place.cluster.connect('backoffice');
  const actor = await staffOf(place);
  const ctx = { ...testContext(db, actor), ring: createDoorbell(sql) };
  const bytes = listOf(fases, from);
  const send = async () =>
    (await uploadImport(ctx, { id: randomUUID(), fileName: 'membres.xlsx', poId: null, sheet: '', bytes })).id;
  const dryRun = async (importId: string) => {
    const { mapping } = await getMemberImport(db, actor, importId, { now: new Date(), fourEyes: false });
    await startDryRun(ctx, { importId, mapping });
    await until(sql, importId, 'planned');
    return await getMemberImport(db, actor, importId, { now: new Date(), fourEyes: false });
  };
  const read = await timed(send);
  const plan = await timed(() => dryRun(read.result));
  const { generation, counts, warnings } = plan.result;
  if (counts.create !== ROWS)
    throw new Error(`${counts.create} of ${ROWS} rows would create somebody: ${JSON.stringify(counts)}`);
  const write = await timed(async () => {
    const accepted = warnings.map(({ code }) => code);
    await orderImport(
      ctx,
      { importId: read.result, generation, mode, accepted, invite: 'later', inviteOn: null },
      { fourEyes: false },
    );
    await until(sql, read.result, 'applied');
  });
  const second = await send();
  const again = await timed(() => dryRun(second));
  if (again.result.counts.nothing !== ROWS)
    throw new Error(`The same file again: ${JSON.stringify(again.result.counts)}`);
  const seconds = { read: read.seconds, planned: plan.seconds, applied: write.seconds, again: again.seconds };
  return { mode, ...seconds, workerMegabytes: worker.peakMegabytes() };
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - began) / 1_000 };
}

async function until(
  sql: ReturnType<Place['cluster']['connect']>['sql'],
  importId: string,
  state: ImportState,
): Promise<void> {
  for (;;) {
    const [run] = await sql<
      { state: ImportState; failure: string }[]
    >`select state, failure from member_import where id = ${importId}`;
    if (run?.state === state) return;
    if (run?.failure) throw new Error(run.failure);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const ROLES = [
  'Président',
  'Trésorière',
  'Secrétaire',
  'Administrateur',
  'adm.',
  'Vice-président',
  'Administratrice',
  'Réf. PO',
  'Administrateur',
  'Administrateur',
];

/** Ten members for each PO, the dates as Excel keeps them. */
function listOf(fases: readonly number[], from: number): Buffer {
  const headers = [
    'FASE',
    'NOM',
    'Prénom',
    'Né(e) le',
    'Adresse mail',
    'GSM',
    'Rue et n°',
    'CP',
    'Localité',
    'Fonction',
    'Début de mandat',
  ];
  const rows = Array.from({ length: ROWS }, (_, index): TestCell[] => {
    const n = from + index;
    const name = `B${lettersOf(n).slice(0, 11)}`;
    return [
      ...[
        fases[Math.floor(index / 10)] ?? 0,
        name.toUpperCase(),
        `Prénom-${lettersOf(n * 7).slice(0, 6)}`,
        { day: 15_000 + ((n * 37) % 14_000) },
      ],
      ...[
        `m${n}@po.example`,
        `047${String(n % 10)} ${String(10 + (n % 90))} ${String(10 + (n % 89))} ${String(10 + (n % 83))}`,
        `Rue de l’Exemple ${1 + (n % 99)}`,
      ],
      ...['5000', 'Namur', from === 0 ? (ROLES[index % 10] ?? '') : 'Administrateur', { day: 45_000 + (n % 300) }],
    ];
  });
  return buildWorkbook([{ name: 'Membres', rows: [headers, ...rows] }]);
}
