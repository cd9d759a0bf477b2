import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { ImportMapping } from '../../domain/member-import.ts';
import { formatReference } from '../../domain/reference.ts';
import type { Role } from '../../domain/roles.ts';
import { OPEN_STATES } from '../../domain/transitions.ts';
import { emptyWorld } from '../../effects/world.ts';
import { loadWorld } from '../../reads/load-world.ts';
import type { Finding, Settlement } from '../../request-types/plan.ts';
import type { OpenRequest } from '../../request-types/request-type.ts';
import { createImportWorld, type ImportWorld } from './import-world.ts';
import { type PlannedRow, planRow } from './plan-row.ts';
import type { PoDirectory } from './po-directory.ts';
import { type ReadRow, type RowSettlement, readRow } from './read-row.ts';

/** Begins the id of an account that is not made yet: its person waits for the mail. */
export const WAITING = 'waiting:';

export type StoredRow = { line: number; cells: string[]; settlement: Settlement & RowSettlement };

export type PlanRowsSettings = {
  importId: string;
  mapping: ImportMapping;
  today: CivilDate;
  singleHolderRoles: readonly Role[];
  findPo: PoDirectory;
  inWords: boolean;
};

/** `planned` null: the row could not be read, or means no certain PO. `findings`: all of them. */
export type RowResult = {
  line: number;
  subject: string;
  poId: string | null;
  planned: PlannedRow | null;
  findings: Finding[];
  warnings: string[];
};

/**
 * Makes the plans of rows, one after the other, each on what those before it will have left. Stretches of one file given
 * in turn to the same planner build on each other.
 */
export type RowPlanner = (db: Database | Transaction, rows: readonly StoredRow[]) => Promise<RowResult[]>;

export function createRowPlanner(settings: PlanRowsSettings): RowPlanner {
  const { mapping, today, findPo } = settings;
  const shared = createImportWorld();
  return async (db, rows) => {
    const read = rows
      .map((row) => ({ row, read: readRow(row.cells, mapping, today, row.settlement) }))
      .map((one) => ({ ...one, po: findPo(one.read.po) }));
    const asked = read.flatMap(({ read: { member }, po }) => (member && po.ok ? [{ member, poId: po.poId }] : []));
    const poIds = [...new Set(asked.map(({ poId }) => poId))];
    const chosen = rows.flatMap(({ settlement: { personId } }) => (personId && personId !== 'new' ? [personId] : []));
    const identities = asked.map(({ member }) => member);
    const [loaded, open] = await Promise.all([
      loadWorld(db, { poIds, personIds: chosen, identities, emails: [] }),
      listOpenRequests(db, poIds),
    ]);
    shared.take(loaded);
    await takeWaitingInvitations(db, settings.importId, Object.keys(loaded.persons), shared);
    return read.map(({ row, read: one, po }): RowResult => {
      const { subject, member } = one;
      const findings = po.ok ? one.findings : [...one.findings, asFinding(po.message)];
      const base = { line: row.line, subject, poId: po.ok ? po.poId : null };
      if (!member || !po.ok) return { ...base, planned: null, findings, warnings: [] };
      const world = shared.around({ poId: po.poId, identity: member });
      const { personId } = row.settlement;
      const person = personId ? shared.world.persons[personId] : undefined;
      if (person) world.persons[person.id] = person;
      const planned = planRow(
        {
          ...settings,
          ...base,
          poId: po.poId,
          member,
          settlement: row.settlement,
          openRequests: open.get(po.poId) ?? [],
        },
        world,
      );
      shared.advance(planned.plan.effects);
      return {
        ...base,
        planned,
        findings: [...findings, ...planned.plan.findings],
        warnings: warningsOf(one, planned),
      };
    });
  };
}

function warningsOf({ findings }: ReadRow, planned: PlannedRow): string[] {
  if (planned.plan.effects.length === 0) return [];
  const own = findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code.split(':')[0] ?? code);
  return [...new Set([...own, ...planned.warnings])].sort();
}

function asFinding(message: string): Finding {
  return { code: 'po-not-matched', severity: 'blocking', message };
}

const STATES = sql.raw(OPEN_STATES.map((state) => `'${state}'`).join(', '));

async function listOpenRequests(
  db: Database | Transaction,
  poIds: readonly string[],
): Promise<Map<string, OpenRequest[]>> {
  const rows = await db.execute<OpenRequest & { poId: string }>(sql`
    select r.po_id as "poId", r.id, s.reference, r.type, r.subject, r.state from change_request r join submission s on s.id = r.submission_id
    where r.po_id = any(${uuidList(poIds)}) and r.state in (${STATES}) order by r.created_at, r.id`);
  const byPo = new Map<string, OpenRequest[]>();
  for (const { poId, ...open } of rows) {
    const known = byPo.get(poId) ?? [];
    byPo.set(poId, [...known, { ...open, reference: formatReference(open.reference) }]);
  }
  return byPo;
}

/** Whoever waits for an activation mail of this import counts as invited: the plan was made so. */
async function takeWaitingInvitations(
  db: Database | Transaction,
  importId: string,
  personIds: readonly string[],
  { world, take }: ImportWorld,
): Promise<void> {
  const waiting = await db.execute<{ personId: string }>(sql`
    select distinct invite_person as "personId" from import_row
    where import_id = ${importId} and invite_person is not null and invite_person = any(${uuidList(personIds)}) and invited_at is null`);
  if (waiting.length === 0) return;
  const withAccount = new Set(Object.values(world.accounts).map(({ personId }) => personId));
  const accounts = waiting
    .filter(({ personId }) => world.persons[personId] && !withAccount.has(personId))
    .map(({ personId }) => ({
      id: `${WAITING}${personId}`,
      personId,
      email: world.persons[personId]?.email ?? null,
      pendingEmail: null,
      state: 'invited' as const,
    }));
  take({ ...emptyWorld(), accounts: Object.fromEntries(accounts.map((account) => [account.id, account])) });
}
