import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { uuidList } from '../db/uuid-list.ts';
import { type CivilDate, compareDates } from '../domain/dates.ts';
import { emailKey } from '../domain/email.ts';
import { derivedId } from '../domain/hash.ts';
import { identityKey } from '../domain/names.ts';
import { formatReference } from '../domain/reference.ts';
import type { Role } from '../domain/roles.ts';
import { OPEN_STATES } from '../domain/transitions.ts';
import { advance } from '../effects/advance.ts';
import type { Effect } from '../effects/effect.ts';
import type { World } from '../effects/world.ts';
import { liveMandates } from '../request-types/plan-account.ts';
import type { Plan } from '../request-types/plan.ts';
import { readPayload } from '../request-types/read-payload.ts';
import { requestType } from '../request-types/registry.ts';
import type { Announced, Facts, OpenRequest, Probe } from '../request-types/request-type.ts';
import { findPoCandidates } from './find-po-candidates.ts';
import type { LoadedRequest } from './load-request.ts';
import { loadWorld, loadWorlds, type WorldQuery } from './load-world.ts';

export type FactsOptions = {
  today: CivilDate;
  singleHolderRoles: readonly Role[];
  /** Only approvals decided before this one count as done: those decided later build on it. */
  decidedBefore?: number;
  /**
   * What it is decided together with: the plans that come before it count as done too, after those that are approved, and
   * none of the requests is another open one.
   */
  chain?: { before: readonly Plan[]; requestIds: readonly string[] };
};

export type FactsAsked = { loaded: LoadedRequest; payload: unknown; options: FactsOptions };

/**
 * Loads what plans look at, for each, and moves it forward by the plans that are approved and not yet applied, in the
 * order of their decisions: a plan is made on the state as it will be (DESIGN.md §5). Three statements, however many
 * there are.
 */
export async function loadFacts(db: Database | Transaction, asked: readonly FactsAsked[]): Promise<Facts[]> {
  const reverted = await loadReverted(db, asked);
  const queries = asked.map(({ loaded: { request, submission: envoi }, payload, options }) => {
    const probe = requestType(request.type).probe(payload);
    const chosen = request.settlement.personId;
    const undone = probe.decisionId === undefined ? undefined : reverted.get(probe.decisionId);
    const poId = request.settlement.poId ?? request.poId ?? foundedBy(undone);
    const personIds = [
      ...(chosen && chosen !== 'new' ? [chosen] : []),
      ...(undone?.personIds ?? []),
      ...(probe.personIds ?? []),
    ];
    const others = [...(probe.poIds ?? []), ...(undone ? posNamedBy(undone.effects) : [])];
    const world = { ...probe, poIds: [...new Set([...(poId ? [poId] : []), ...others])], personIds };
    return { request, envoi, options, poId, probe, undone, world };
  });
  const [worlds, openRequests, poCandidates] = await Promise.all([
    loadWorlds(
      db,
      queries.map((query) => query.world),
    ),
    listOpenRequests(
      db,
      queries.map(({ request, poId }) => ({ requestId: request.id, poId, submissionId: request.submissionId })),
    ),
    Promise.all(
      queries.map(async ({ poId, envoi }) =>
        poId || !envoi.poTyped ? [] : await findPoCandidates(db, envoi.poTyped, envoi.regionId),
      ),
    ),
  ]);
  const pendingQueries = queries.map(({ request, poId, probe, options }, n) => ({
    requestId: request.id,
    poId,
    about: [...Object.keys(worlds[n]?.persons ?? {}), ...identityIds(probe)],
    before: options.decidedBefore ?? null,
  }));
  const pending = await listPending(db, pendingQueries);
  return await Promise.all(
    queries.map(async ({ request, envoi, options, poId, undone, world: query }, n) => {
      const inChain = (options.chain?.before ?? []).filter((plan) => concerns(plan, pendingQueries[n] as PendingQuery));
      const plans: Pending[] = [...(pending[n] ?? []), ...inChain];
      const world = await withPersonsOf(db, plans, query, worlds[n] as World);
      for (const effect of plans.flatMap((plan) => plan.effects)) advanceKnown(world, effect);
      return {
        requestId: request.id,
        world,
        poId,
        poCandidates: poCandidates[n] ?? [],
        submitter: findSubmitter(world, poId, envoi, options.today),
        openRequests: (openRequests[n] ?? [])
          .filter(({ id }) => !options.chain?.requestIds.includes(id))
          .map(({ stored: _, ...open }) => open),
        announced: (openRequests[n] ?? []).flatMap(announcedBy),
        singleHolderRoles: options.singleHolderRoles,
        settlement: request.settlement,
        reverted: undone ?? null,
      };
    }),
  );
}

type Reverted = Pick<Plan, 'effects' | 'base' | 'subjectIds' | 'personIds'>;

/** The applied plans that are to be taken back, by decision; no trip when none is. */
async function loadReverted(db: Database | Transaction, asked: readonly FactsAsked[]): Promise<Map<string, Reverted>> {
  const ids = asked.flatMap(({ loaded, payload }) => requestType(loaded.request.type).probe(payload).decisionId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ id: string; plan: Reverted }>(sql`
    select id, plan from decision where id = any(${uuidList(ids)}) and plan is not null and outcome = 'applied'`);
  return new Map(rows.map(({ id, plan }) => [id, plan]));
}

/** Plans that are pending may write people whom nobody asked for: the world is loaded again with them. */
async function withPersonsOf(
  db: Database | Transaction,
  plans: readonly Pending[],
  query: WorldQuery,
  world: World,
): Promise<World> {
  const missing = plans.flatMap((plan) => plan.personIds).filter((id) => !Object.hasOwn(world.persons, id));
  return missing.length === 0 ? world : await loadWorld(db, { ...query, personIds: [...query.personIds, ...missing] });
}

const WRITES_PO: ReadonlySet<Effect['kind']> = new Set([
  ...(['set-po-field', 'announce-number', 'withdraw-number', 'close-po', 'reopen-po'] as const),
]);

/** Plans about the same people also write rows of other POs, which this plan never looks at. */
function advanceKnown(world: World, effect: Effect): void {
  const known =
    ('personId' in effect && effect.kind !== 'create-person' ? Object.hasOwn(world.persons, effect.personId) : true) &&
    ('mergedId' in effect ? Object.hasOwn(world.persons, effect.mergedId) : true) &&
    ('mandateId' in effect && effect.kind !== 'open-mandate' && effect.kind !== 'announce-mandate'
      ? Object.hasOwn(world.mandates, effect.mandateId)
      : true) &&
    ('roleId' in effect && effect.kind !== 'assign-role' ? Object.hasOwn(world.roles, effect.roleId) : true) &&
    ('poId' in effect && WRITES_PO.has(effect.kind) ? Object.hasOwn(world.pos, effect.poId) : true) &&
    ('schoolId' in effect && effect.kind !== 'open-school' ? Object.hasOwn(world.schools, effect.schoolId) : true) &&
    (effect.kind === 'leave-address' ||
    effect.kind === 'propose-sign-in-address' ||
    effect.kind === 'withdraw-sign-in-address' ||
    effect.kind === 'keep-account'
      ? Object.hasOwn(world.accounts, effect.accountId)
      : true);
  if (known) advance(world, effect);
}

/** The order that founded a PO names none; what takes it back is about that one. */
function foundedBy(undone: Reverted | undefined): string | null {
  return undone?.effects.find((effect) => effect.kind === 'found-po')?.poId ?? null;
}

/** Other POs that effects are about: those schools went to and came from. */
function posNamedBy(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => [
    ...('toPoId' in effect ? [effect.toPoId] : []),
    ...('fromPoId' in effect ? [effect.fromPoId] : []),
    ...(effect.kind === 'found-po' ? [effect.poId] : []),
    ...('mergedInto' in effect && effect.mergedInto !== null ? [effect.mergedInto] : []),
  ]);
}

function identityIds(probe: Probe): string[] {
  return probe.identities.flatMap(({ lastName, firstName, birthDate }) =>
    birthDate ? [derivedId('identity', identityKey({ lastName, firstName, birthDate }))] : [],
  );
}

type Pending = { effects: Effect[]; personIds: string[] };

type PendingQuery = { requestId: string; poId: string | null; about: readonly string[]; before: number | null };

/** As `listPending` finds them: the same PO, or the same people. */
function concerns(plan: Plan, { poId, about }: PendingQuery): boolean {
  return (plan.poId !== null && plan.poId === poId) || plan.personIds.some((id) => about.includes(id));
}

/** For each query, the approvals not yet applied about the same PO or people. */
async function listPending(db: Database | Transaction, queries: readonly PendingQuery[]): Promise<Pending[][]> {
  const asked = JSON.stringify(queries.map((query, n) => ({ n, ...query })));
  const rows = await db.execute<Pending & { n: number }>(sql`
    select asked.n, d.plan -> 'effects' as effects, to_jsonb(d.person_ids) as "personIds"
    from jsonb_to_recordset(${asked}::jsonb) as asked (n integer, "requestId" uuid, "poId" uuid, about uuid[], before bigint)
      join decision d on d.kind = 'approve' and d.settled_at is null and d.request_id <> asked."requestId"
        and d.sequence < coalesce(asked.before, 9223372036854775807)
        and (d.po_id = asked."poId" or d.person_ids && asked.about)
    order by d.sequence`);
  return queries.map((_, n) => rows.filter((row) => row.n === n));
}

/** `stored`: the payload, of requests of the same envoi. */
type OpenRequestRow = OpenRequest & { n: number; stored: { schemaVersion: number; payload: unknown } | null };

/** For each PO, what is still open about it, the request itself left out. */
async function listOpenRequests(
  db: Database | Transaction,
  queries: readonly { requestId: string; poId: string | null; submissionId: string }[],
): Promise<Omit<OpenRequestRow, 'n'>[][]> {
  const asked = JSON.stringify(queries.map((query, n) => ({ n, ...query })));
  const rows = await db.execute<OpenRequestRow>(sql`
    select asked.n, open.* from jsonb_to_recordset(${asked}::jsonb) as asked (n integer, "requestId" uuid, "poId" uuid, "submissionId" uuid)
    cross join lateral (
      select r.id, s.reference, r.type, r.subject, r.state, case when r.submission_id = asked."submissionId" then (
        select jsonb_build_object('schemaVersion', y.schema_version, 'payload', y.payload)
        from request_payload y where y.request_id = r.id and y.version = r.payload_version) end as stored
      from change_request r join submission s on s.id = r.submission_id
      where r.po_id = asked."poId" and r.id <> asked."requestId" and r.state in (${STATES})
      order by r.created_at, r.id limit 100
    ) as open`);
  return queries.map((_, turn) =>
    rows
      .filter(({ n }) => n === turn)
      .map(({ n: _n, ...row }) => ({ ...row, reference: formatReference(row.reference) })),
  );
}

function announcedBy({ type, stored }: Pick<OpenRequestRow, 'type' | 'stored'>): Announced[] {
  const read = stored && readPayload(type, stored.schemaVersion, stored.payload);
  return read?.kind === 'payload' ? (requestType(type).announces?.(read.payload) ?? []) : [];
}

/** Written out, so that the planner knows them whatever the parameters. */
const STATES = sql.raw(OPEN_STATES.map((state) => `'${state}'`).join(', '));

/** The member of the PO whose recorded address the submitter gave or whom staff recognised, with the roles of that day. */
function findSubmitter(
  world: World,
  poId: string | null,
  envoi: LoadedRequest['submission'],
  today: CivilDate,
): Facts['submitter'] {
  const heard = envoi.cameBy !== null;
  const confirmed = envoi.emailConfirmedAt !== null;
  const nobody = { name: envoi.submitterName, personId: null, confirmed, heard, roles: [] };
  if (poId === null) return nobody;
  const key = envoi.submitterEmail === null ? null : emailKey(envoi.submitterEmail);
  const isAuthor = ({ id, email }: World['persons'][string]) =>
    (heard && id === envoi.submitterPersonId) || (key !== null && email !== null && emailKey(email) === key);
  for (const person of Object.values(world.persons).filter(isAuthor)) {
    const mandate = liveMandates(world, person.id, today).find(
      (live) => live.poId === poId && compareDates(live.period.from, today) <= 0,
    );
    if (!mandate) continue;
    const roles = Object.values(world.roles)
      .filter((held) => held.mandateId === mandate.id && !held.annulled)
      .filter(
        ({ period }) =>
          compareDates(period.from, today) <= 0 && (period.to === null || compareDates(period.to, today) >= 0),
      )
      .map((held) => held.role);
    return { name: envoi.submitterName, personId: person.id, confirmed, heard, roles };
  }
  return nobody;
}
