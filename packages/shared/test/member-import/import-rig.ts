import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { StaffActor } from '../../src/commands/context.ts';
import { orderImport, type OrderInput } from '../../src/commands/member-import/order-import.ts';
import { startDryRun } from '../../src/commands/member-import/start-dry-run.ts';
import { uploadImport } from '../../src/commands/member-import/upload-import.ts';
import { importRow } from '../../src/db/tables/import-row.ts';
import type { ImportMapping } from '../../src/domain/member-import.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../src/domain/roles.ts';
import type { EffectText } from '../../src/effects/describe-effect.ts';
import { createHandlers } from '../../src/queue/handlers.ts';
import { runDue } from '../../src/queue/run-due.ts';
import { getMemberImport } from '../../src/reads/member-imports.ts';
import type { Finding } from '../../src/request-types/plan.ts';
import { createTestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { workContext } from '../queue/queue-rig.ts';

export const NOON = new Date('2026-09-01T10:00:00Z');
export const HEADERS = [
  'FASE',
  'Nom',
  'Prénom',
  'Date de naissance',
  'E-mail',
  'Téléphone',
  'Adresse',
  'Rôle',
  'Début',
  'Fin',
];

/** Imports in tests, each step as the database role of the process that does it. */
export async function startImportRig() {
  const database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  const staff = await build.staff();
  const office = (actor: StaffActor = staff) => testContext(database.db('backoffice'), actor, () => NOON);
  const rules = { singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES, fourEyes: false, now: () => NOON };
  const handlers = createHandlers({
    intakeUrl: 'http://f.example',
    extranetUrl: 'http://e.example',
    backofficeUrl: 'http://o.example',
  });
  const detail = (id: string) => getMemberImport(database.db('backoffice'), staff, id, { now: NOON, fourEyes: false });

  return {
    ...{ database, build, staff, office, detail },
    work: (more: Partial<ReturnType<typeof workContext>> = {}) =>
      runDue(
        { ...workContext(database), ...rules, ...more },
        { ...handlers, mail: { run: async () => ({ outcome: 'later', seconds: 3600, code: 'held' }) } },
        NOON,
      ),
    upload: async (bytes: Buffer, more: { poId?: string; fileName?: string; sheet?: string } = {}) => {
      const { poId = null, fileName = 'membres.csv', sheet = '' } = more;
      return (await uploadImport(office(), { id: randomUUID(), fileName, bytes, poId, sheet })).id;
    },
    /** Orders the dry run with the columns as they are recognised, and what is told beside. */
    plan: async (importId: string, told: Partial<ImportMapping> = {}) => {
      const { mapping } = await detail(importId);
      await startDryRun(office(), { importId, mapping: { ...mapping, ...told } });
    },
    order: async (importId: string, told: Partial<OrderInput> = {}, options = { fourEyes: false, actor: staff }) => {
      const { generation, warnings } = await detail(importId);
      const accepted = warnings.map(({ code }) => code);
      const input: OrderInput = {
        importId,
        generation,
        mode: 'rows',
        accepted,
        invite: 'now',
        inviteOn: null,
        ...told,
      };
      await orderImport(office(options.actor), input, options);
    },
    rows: async (importId: string) => {
      const rows = await database
        .db('migrator')
        .select()
        .from(importRow)
        .where(eq(importRow.importId, importId))
        .orderBy(asc(importRow.line));
      return rows.map(({ line, state, subject, effects, findings, outcome, warnings, creates }) => ({
        ...{ line, state, subject, outcome, warnings, creates },
        effects: (effects as EffectText[]).map(({ text }) => text),
        codes: (findings as Finding[]).map(({ code }) => code),
      }));
    },
  };
}

export type ImportRig = Awaited<ReturnType<typeof startImportRig>>;

export function csvOf(rows: readonly (readonly (string | number)[])[], headers: readonly string[] = HEADERS): Buffer {
  return Buffer.from([headers, ...rows].map((row) => row.join(';')).join('\r\n'));
}
