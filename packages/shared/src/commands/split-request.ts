import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { requestEvent } from '../db/tables/request-event.ts';
import { requestPayload } from '../db/tables/request-payload.ts';
import { type CivilDate, todayInBrussels } from '../domain/dates.ts';
import { ConflictError, InvalidInputError } from '../errors/errors.ts';
import { enqueue } from '../queue/outbox.ts';
import type { LoadedRequest } from '../reads/load-request.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { cutRequest, type Half } from '../request-types/cut-request.ts';
import { plannedPersonId, summariseFindings } from '../request-types/make-plan.ts';
import { requestType } from '../request-types/registry.ts';
import { changedMeanwhile } from './change-state.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from './context.ts';
import { type DecisionSettings, loadForDecision, refuseAlone, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Cuts a request in two of the same envoi, so that some of it can be approved: it keeps the parts that are named, as a new
 * version of its answers; the others become a request of their own, with its own history, that stays to be decided.
 * Nothing is lost: what was sent stays beside both, and what staff chose or corrected goes where it belongs.
 * @throws InvalidInputError for parts that it does not have, none of them or all of them, ConflictError when it is not to
 *   be decided or on an old version, ForbiddenError for readers and on one's own person
 */
export async function splitRequest(
  ctx: Context,
  input: { requestId: string; version: number; parts: readonly string[] },
  settings: Pick<DecisionSettings, 'singleHolderRoles'>,
): Promise<{ version: number; otherId: string }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadForDecision(tx, actor, input);
    const { request } = loaded;
    if (request.state !== 'submitted') {
      throw new ConflictError(`Change request ${request.id} is ${request.state}: it is not to be cut.`, {
        userMessage: 'Cette demande n’est plus à traiter.',
      });
    }
    const today = todayInBrussels(tx.now());
    const planned = await planLoaded(tx.db, loaded, { today, ...settings });
    if (!planned) throw new ConflictError(`The payload of change request ${request.id} has been erased.`);
    refuseAlone(actor, loaded, planned.plan.personIds, null);
    const sent = await loadSent(tx, loaded);
    if (request.revertsId !== null) throw noSuchCut(request.id);
    const halves = cutRequest(request.type, sent, request.settlement, new Set(input.parts));
    if (!halves) throw noSuchCut(request.id);
    // What renames a person must not hide from the other half whom it is about.
    const personId = plannedPersonId(planned.plan, planned.facts.world.persons);
    const renames = planned.plan.effects.some(
      (effect) =>
        effect.kind === 'set-person-field' && ['firstName', 'lastName', 'birthDate'].includes(String(effect.field)),
    );
    const known = personId !== null && renames ? { personId } : {};
    const [kept, rest] = halves.map((half) => ({ ...half, settlement: { ...half.settlement, ...known } })) as [
      Half,
      Half,
    ];
    const version = await keepHalf(tx, loaded, kept);
    const { id: otherId, position } = await writeOther(tx, loaded, rest);
    await noteFindings(
      tx,
      loaded,
      [
        { half: kept, id: request.id },
        { half: rest, id: otherId },
      ],
      { today, ...settings },
    );
    await noteSplit(tx, actor, loaded, { kept, rest, otherId, position });
    await enqueue(tx.db, [{ kind: 'arrive', ref: otherId }]);
    return { version, otherId };
  });
}

function noSuchCut(requestId: string): InvalidInputError {
  return new InvalidInputError(
    `Change request ${requestId} cannot be cut like that.`,
    [{ path: 'parts', message: 'Cochez ce que vous approuvez : au moins une partie, et pas toutes.' }],
    { userMessage: 'Cochez ce que vous approuvez : au moins une partie, et pas toutes.' },
  );
}

/** The answers as they were sent, without what staff corrected. */
async function loadSent(tx: TransactionContext, { request }: LoadedRequest) {
  const [row] = await tx.db
    .select()
    .from(requestPayload)
    .where(and(eq(requestPayload.requestId, request.id), eq(requestPayload.version, request.payloadVersion)));
  if (!row) throw new Error(`Change request ${request.id} has no payload.`);
  return { schemaVersion: row.schemaVersion, payload: row.payload };
}

async function keepHalf(tx: TransactionContext, { request }: LoadedRequest, half: Half): Promise<number> {
  const type = requestType(request.type);
  const payloadVersion = request.payloadVersion + 1;
  await tx.db.execute(sql`
    insert into request_payload (request_id, version, schema_version, payload, recorded)
    select request_id, ${payloadVersion}, ${type.version}, ${JSON.stringify(half.payload)}::jsonb, recorded
    from request_payload where request_id = ${request.id} and version = ${request.payloadVersion}`);
  const [row] = await tx.db
    .update(changeRequest)
    .set({
      payloadVersion,
      subject: type.subject(half.payload),
      settlement: half.settlement,
      version: sql`${changeRequest.version} + 1`,
    })
    .where(
      and(
        eq(changeRequest.id, request.id),
        eq(changeRequest.version, request.version),
        eq(changeRequest.state, 'submitted'),
      ),
    )
    .returning({ version: changeRequest.version });
  if (!row) throw changedMeanwhile(request.id);
  return row.version;
}

/** The other half, at the end of the envoi, as old as the request that it was a part of. */
async function writeOther(
  tx: TransactionContext,
  { request, submission }: LoadedRequest,
  half: Half,
): Promise<{ id: string; position: number }> {
  const type = requestType(request.type);
  const id = randomUUID();
  // Two requests of one envoi may be cut at the same moment.
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('envoi:' || ${submission.id}::text, 0))`);
  const [row] = await tx.db.execute<{ position: number }>(sql`
    insert into change_request (id, submission_id, position, type, region_id, po_id, subject, settlement, assigned_to,
      created_at, split_from)
    select ${id}, submission_id, (select max(position) + 1 from change_request where submission_id = ${submission.id}), type,
      region_id, po_id, ${type.subject(half.payload)}, ${JSON.stringify(half.settlement)}::jsonb, assigned_to, created_at, id
    from change_request where id = ${request.id}
    returning position`);
  await tx.db.execute(sql`
    insert into request_payload (request_id, version, schema_version, payload, recorded)
    select ${id}, 1, ${type.version}, ${JSON.stringify(half.payload)}::jsonb, recorded
    from request_payload where request_id = ${request.id} and version = ${request.payloadVersion}`);
  if (!row) throw new Error('The other half was not written.');
  return { id, position: row.position };
}

/** What the queue shows of each half, made anew. */
async function noteFindings(
  tx: TransactionContext,
  loaded: LoadedRequest,
  halves: readonly { half: Half; id: string }[],
  options: { today: CivilDate; singleHolderRoles: DecisionSettings['singleHolderRoles'] },
): Promise<void> {
  for (const { half, id } of halves) {
    const request = { ...loaded.request, id, settlement: half.settlement, subject: half.subject };
    const planned = await planLoaded(
      tx.db,
      { ...loaded, request, stored: { kind: 'payload', payload: half.corrected } },
      options,
    );
    if (!planned) continue;
    await tx.db
      .update(changeRequest)
      .set({ findings: summariseFindings(planned.plan) })
      .where(eq(changeRequest.id, id));
  }
}

async function noteSplit(
  tx: TransactionContext,
  actor: StaffActor,
  { request }: LoadedRequest,
  { kept, rest, otherId, position }: { kept: Half; rest: Half; otherId: string; position: number },
): Promise<void> {
  const named = (half: Half) => half.parts.map(({ label }) => label.toLowerCase()).join(', ');
  const event = (requestId: string, reason: string, detail: Record<string, unknown>) => ({
    ...{ requestId, event: 'split', fromState: 'submitted' as const, toState: 'submitted' as const, reason, detail },
    ...{ actorKind: actor.kind, actorId: actor.id, actorLabel: actor.label, at: tx.now() },
  });
  await tx.db.insert(requestEvent).values([
    event(request.id, `Reste ici : ${named(kept)}. Devient la demande ${position} : ${named(rest)}.`, {
      otherId,
      parts: kept.parts.map(({ key }) => key),
    }),
    event(otherId, `Vient de la demande ${request.position} : ${named(rest)}.`, {
      splitFrom: request.id,
      parts: rest.parts.map(({ key }) => key),
    }),
  ]);
  await writeAudit(tx.db, actor, tx.now(), [
    {
      action: 'split-request',
      subject: { type: 'change-request', id: request.id },
      requestId: request.id,
      before: { parts: [...kept.parts, ...rest.parts].map(({ key }) => key) },
      after: { parts: kept.parts.map(({ key }) => key), otherId },
    },
    {
      action: 'split-request',
      subject: { type: 'change-request', id: otherId },
      requestId: otherId,
      after: { parts: rest.parts.map(({ key }) => key), splitFrom: request.id },
    },
  ]);
}
