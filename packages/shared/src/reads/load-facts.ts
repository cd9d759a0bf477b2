import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { submission } from '../db/tables/submission.ts';
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
import { requestType } from '../request-types/registry.ts';
import type { Facts, OpenRequest, PoCandidate, Probe } from '../request-types/request-type.ts';
import type { LoadedRequest } from './load-request.ts';
import { loadWorld } from './load-world.ts';

export type FactsOptions = {
  today: CivilDate;
  singleHolderRoles: readonly Role[];
  /** Only approvals decided before this one count as done: those decided later build on it. */
  decidedBefore?: number;
};

type Pending = { effects: Effect[]; personIds: string[] };

/**
 * Loads what a plan looks at, and moves it forward by the plans that are approved and not yet applied, in the order of
 * their decisions: the plan is made on the state as it will be (DESIGN.md §5).
 */
export async function loadFacts(
  db: Database | Transaction,
  { request, submission: envoi }: LoadedRequest,
  payload: unknown,
  options: FactsOptions,
): Promise<Facts> {
  const poId = request.settlement.poId ?? request.poId;
  const probe = requestType(request.type).probe(payload);
  const chosen = request.settlement.personId;
  const query = {
    poIds: poId ? [poId] : [],
    personIds: chosen && chosen !== 'new' ? [chosen] : [],
    ...probe,
  };
  const [found, openRequests, poCandidates] = await Promise.all([
    loadWorld(db, query),
    poId ? listOpenRequests(db, request.id, poId) : [],
    poId ? [] : findPoCandidates(db, envoi),
  ]);
  let world = found;
  const about = [...Object.keys(world.persons), ...identityIds(probe)];
  const pending = await listPending(db, { requestId: request.id, poId, about, before: options.decidedBefore });
  const missing = pending.flatMap((plan) => plan.personIds).filter((id) => !Object.hasOwn(world.persons, id));
  if (missing.length > 0) world = await loadWorld(db, { ...query, personIds: [...query.personIds, ...missing] });
  for (const effect of pending.flatMap((plan) => plan.effects)) advanceKnown(world, effect);
  return {
    requestId: request.id,
    world,
    poId,
    poCandidates,
    submitter: findSubmitter(world, poId, envoi, options.today),
    openRequests,
    singleHolderRoles: options.singleHolderRoles,
    settlement: request.settlement,
  };
}

/** Plans about the same people also write rows of other POs, which this plan never looks at. */
function advanceKnown(world: World, effect: Effect): void {
  const known =
    ('personId' in effect && effect.kind !== 'create-person' ? Object.hasOwn(world.persons, effect.personId) : true) &&
    ('mandateId' in effect && effect.kind !== 'open-mandate' && effect.kind !== 'announce-mandate'
      ? Object.hasOwn(world.mandates, effect.mandateId)
      : true) &&
    ('roleId' in effect && effect.kind !== 'assign-role' ? Object.hasOwn(world.roles, effect.roleId) : true) &&
    (effect.kind === 'set-po-field' ? Object.hasOwn(world.pos, effect.poId) : true) &&
    ('schoolId' in effect && effect.kind !== 'open-school' ? Object.hasOwn(world.schools, effect.schoolId) : true) &&
    (effect.kind === 'propose-sign-in-address' ? Object.hasOwn(world.accounts, effect.accountId) : true);
  if (known) advance(world, effect);
}

function identityIds(probe: Probe): string[] {
  return probe.identities.flatMap(({ lastName, firstName, birthDate }) =>
    birthDate ? [derivedId('identity', identityKey({ lastName, firstName, birthDate }))] : [],
  );
}

type PendingQuery = { requestId: string; poId: string | null; about: readonly string[]; before: number | undefined };

async function listPending(
  db: Database | Transaction,
  { requestId, poId, about, before }: PendingQuery,
): Promise<Pending[]> {
  const rows = await db.execute<{ effects: Effect[]; person_ids: string[] }>(sql`
    select plan -> 'effects' as effects, to_jsonb(person_ids) as person_ids, sequence from decision
    where kind = 'approve' and settled_at is null and request_id <> ${requestId}
      and sequence < coalesce(${before ?? null}::bigint, 9223372036854775807) and (po_id = ${poId}
      or person_ids && (select coalesce(array_agg(value::uuid), '{}') from jsonb_array_elements_text(${JSON.stringify(about)}::jsonb)))
    order by sequence`);
  return rows.map((row) => ({ effects: row.effects, personIds: row.person_ids }));
}

async function listOpenRequests(db: Database | Transaction, requestId: string, poId: string): Promise<OpenRequest[]> {
  const rows = await db
    .select({
      id: changeRequest.id,
      reference: submission.reference,
      type: changeRequest.type,
      subject: changeRequest.subject,
      state: changeRequest.state,
    })
    .from(changeRequest)
    .innerJoin(submission, eq(submission.id, changeRequest.submissionId))
    .where(
      and(
        eq(changeRequest.poId, poId),
        inArray(changeRequest.state, [...OPEN_STATES]),
        ne(changeRequest.id, requestId),
      ),
    )
    .orderBy(changeRequest.createdAt, changeRequest.id)
    .limit(100);
  return rows.map((row) => ({ ...row, reference: formatReference(row.reference) }));
}

/** POs that a name and address typed by hand may mean, the likeliest first. */
async function findPoCandidates(
  db: Database | Transaction,
  envoi: LoadedRequest['submission'],
): Promise<PoCandidate[]> {
  const typed = `${envoi.poTyped?.name ?? ''} ${envoi.poTyped?.address ?? ''}`.trim();
  const rows = await db.execute<{ id: string; fase: number; name: string; address: string; likeness: number }>(sql`
    select id, fase, name, concat_ws(' ', street, number) || ', ' || concat_ws(' ', postcode, locality) as address,
      greatest(word_similarity(fold(${envoi.poTyped?.name ?? ''}), search), similarity(fold(${typed}), search)) as likeness
    from po where region_id = ${envoi.regionId} and (fold(${envoi.poTyped?.name ?? ''}) <% search or fold(${typed}) % search)
    order by likeness desc, fase limit 5`);
  return rows.map(({ likeness, ...row }) => ({ ...row, reason: `ressemblance ${Math.round(likeness * 100)} %` }));
}

/** The member of the PO whose recorded address the submitter gave, with the roles of that day. */
function findSubmitter(
  world: World,
  poId: string | null,
  envoi: LoadedRequest['submission'],
  today: CivilDate,
): Facts['submitter'] {
  const confirmed = envoi.emailConfirmedAt !== null;
  const nobody = { name: envoi.submitterName, personId: null, confirmed, roles: [] };
  if (poId === null) return nobody;
  const key = emailKey(envoi.submitterEmail);
  for (const person of Object.values(world.persons).filter(({ email }) => email !== null && emailKey(email) === key)) {
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
    return { name: envoi.submitterName, personId: person.id, confirmed, roles };
  }
  return nobody;
}
