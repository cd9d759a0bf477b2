import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import type { EffectView, RequestStanding, RequestView } from '../contracts/request-view.ts';
import type { Database } from '../db/client.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { decision } from '../db/tables/decision.ts';
import { po } from '../db/tables/po.ts';
import { requestEvent } from '../db/tables/request-event.ts';
import { staffUser } from '../db/tables/staff-user.ts';
import { formatDate, todayInBrussels } from '../domain/dates.ts';
import { formatAddress } from '../domain/postal-address.ts';
import type { AgeAlerts } from '../domain/request-age.ts';
import type { Role } from '../domain/roles.ts';
import { whySecondPerson } from '../domain/second-person.ts';
import { isOpen, STATE_LABELS } from '../domain/transitions.ts';
import { describeEffect } from '../effects/describe-effect.ts';
import { NotFoundError } from '../errors/errors.ts';
import { partsOf } from '../request-types/cut-request.ts';
import { requestType } from '../request-types/registry.ts';
import { sayAnswers } from '../request-types/say-answers.ts';
import { describeSettlement } from './describe-settlement.ts';
import { sayEvent } from './event-labels.ts';
import { findSubmitterInPo } from './find-submitter-in-po.ts';
import { listMerged, listRelated } from './list-related.ts';
import { listAskable, listCorrections, listMessages } from './list-corrections.ts';
import { listNotes } from './list-notes.ts';
import { getRequestOrThrow, type LoadedRequest } from './load-request.ts';
import { loadWorld } from './load-world.ts';
import { planShown, type RequestPlan } from './plan-request.ts';
import { readTriage } from './read-triage.ts';
import { viewFindings } from './view-findings.ts';
import { viewSecondLook } from './view-second-look.ts';

export type RequestViewOptions = {
  now: Date;
  undoDelaySeconds: number;
  singleHolderRoles: readonly Role[];
  ageAlerts: AgeAlerts;
  fourEyes: boolean;
};

type Decision = Awaited<ReturnType<typeof lastDecision>>;

/**
 * Everything that the request page shows to this member of staff.
 * @throws NotFoundError when there is no such request in the actor's region
 */
export async function getRequestView(
  db: Database,
  actor: StaffActor,
  requestId: string,
  options: RequestViewOptions,
): Promise<RequestView> {
  const loaded = await getRequestOrThrow(db, requestId, actor.regionId);
  const { request, submission } = loaded;
  const today = todayInBrussels(options.now);
  const poId = request.settlement.poId ?? request.poId;
  const planning = isPlanned(loaded) ? planShown(db, loaded, { ...options, today }) : null;
  const deciding = readDecided(db, loaded);
  // All at once: what follows waits for the slowest of these, not for their sum.
  const [
    planned,
    corrections,
    messages,
    notes,
    [decided, decidedEffects],
    history,
    siblings,
    member,
    poView,
    triage,
    settled,
    secondLook,
    related,
    merged,
  ] = await Promise.all([
    planning,
    listCorrections(db, request.id, request.type),
    listMessages(db, request.submissionId),
    listNotes(db, request.id),
    deciding,
    listHistory(db, requestId),
    listSiblings(db, request.submissionId),
    poId ? findSubmitterInPo(db, authorOf(submission), poId, today) : null,
    viewPo(db, poId, submission),
    readTriage(db, request, options),
    describeSettlement(db, request.settlement),
    viewSecondLook(db, actor, loaded, { planning, deciding, ...options }),
    listRelated(db, loaded, poId),
    listMerged(db, request),
  ]);
  const type = requestType(request.type);
  const { stored } = loaded;
  const total = siblings.length;
  return {
    id: request.id,
    reference: submission.reference,
    position: request.position,
    total,
    typeLabel: type.label,
    ordered: type.ordered ?? false,
    standing: standingOf(request, decided, options),
    sentence: stored.kind === 'payload' ? type.sentence(stored.payload) : 'Demande effacée',
    subject: request.subject,
    createdAt: request.createdAt.toISOString(),
    erased: stored.kind === 'erased',
    po: poView,
    submitter: {
      name: submission.submitterName,
      email: submission.submitterEmail,
      function: submission.submitterFunction,
      emailConfirmed: submission.emailConfirmedAt !== null,
      byStaff: submission.channel === 'staff',
      came:
        submission.cameBy && submission.cameOn ? { by: submission.cameBy, on: formatDate(submission.cameOn) } : null,
      member,
    },
    message: submission.message,
    answers:
      stored.kind === 'payload'
        ? sayAnswers(request.type, stored.payload).map(({ field, label, value }) => ({ field, label, value }))
        : [],
    payloadVersion: request.payloadVersion,
    askable: stored.kind === 'payload' ? listAskable(request.type, stored.payload) : [],
    corrections,
    messages,
    notes,
    findings: viewFindings(planned?.plan.findings ?? []),
    settled,
    effects: planned ? planned.effects : decidedEffects,
    shownHash: request.state === 'submitted' ? (planned?.shownHash ?? null) : null,
    decision: decided && {
      kind: decided.kind,
      by: decided.by,
      at: decided.at.toISOString(),
      reason: decided.reason,
      payloadVersion: decided.payloadVersion,
      together: decided.together,
    },
    history,
    triage,
    ...secondLook,
    siblings: siblings.filter(({ id }) => id !== requestId),
    related,
    ...merged,
    parts: planned ? partsOf(request.type, planned.payload) : [],
    ...rightToDecide(actor, planned),
  };
}

/** A confirmed address is a proof; so is the ear of who entered the request, and nobody else's. */
function authorOf({ submitterEmail, submitterPersonId, cameBy }: LoadedRequest['submission']) {
  return { email: submitterEmail, personId: cameBy === null ? null : submitterPersonId };
}

/** Where the request stands. @throws NotFoundError when there is no such request in the region */
export async function getRequestStanding(
  db: Database,
  regionId: string,
  requestId: string,
  options: Pick<RequestViewOptions, 'now' | 'undoDelaySeconds'>,
): Promise<RequestStanding> {
  const [request] = await db
    .select()
    .from(changeRequest)
    .where(and(eq(changeRequest.id, requestId), eq(changeRequest.regionId, regionId)));
  if (!request) throw new NotFoundError(`no change request ${requestId} in region ${regionId}`);
  return standingOf(request, await lastDecision(db, requestId), options);
}

function standingOf(
  { state, version, failure }: LoadedRequest['request'],
  decided: Decision,
  { now, undoDelaySeconds }: Pick<RequestViewOptions, 'now' | 'undoDelaySeconds'>,
): RequestStanding {
  const until = decided ? decided.at.getTime() + undoDelaySeconds * 1_000 : 0;
  return {
    state,
    stateLabel: STATE_LABELS[state],
    version,
    undoSecondsLeft: state === 'approved' ? Math.max(0, Math.ceil((until - now.getTime()) / 1_000)) : null,
    failure:
      state === 'failed' && failure
        ? { message: failure.message, at: failure.at, canRetry: failure.code === 'error' }
        : null,
  };
}

async function lastDecision(db: Database, requestId: string) {
  const [row] = await db
    .select({
      kind: decision.kind,
      at: decision.at,
      reason: decision.reason,
      payloadVersion: decision.payloadVersion,
      plan: decision.plan,
      decidedOn: decision.decidedOn,
      outcome: decision.outcome,
      together: sql<number>`case when ${decision.chainId} is null then 1 else (
        select count(*)::int from decision other where other.chain_id = ${decision.chainId}) end`,
      by: staffUser.name,
    })
    .from(decision)
    .innerJoin(staffUser, eq(staffUser.id, decision.staffId))
    .where(eq(decision.requestId, requestId))
    .orderBy(desc(decision.sequence))
    .limit(1);
  // Taken back: nothing is decided.
  return row && row.outcome !== 'undone' ? row : null;
}

async function listHistory(db: Database, requestId: string): Promise<RequestView['history']> {
  const rows = await db
    .select()
    .from(requestEvent)
    .where(eq(requestEvent.requestId, requestId))
    .orderBy(asc(requestEvent.id));
  return rows.map(({ id, event, actorKind, actorId, actorLabel, at, reason, detail }) => ({
    id,
    event,
    label: sayEvent(event, detail),
    actor: actorLabel,
    actorId,
    actorKind,
    at: at.toISOString(),
    reason,
  }));
}

async function listSiblings(db: Database, submissionId: string): Promise<RequestView['siblings']> {
  const { id, position, type, subject, state } = changeRequest;
  const rows = await db
    .select({ id, position, type, subject, state })
    .from(changeRequest)
    .where(eq(changeRequest.submissionId, submissionId))
    .orderBy(asc(changeRequest.position));
  return rows.map(({ type: name, ...row }) => ({
    ...row,
    typeLabel: requestType(name).label,
    stateLabel: STATE_LABELS[row.state],
  }));
}

async function viewPo(
  db: Database,
  poId: string | null,
  { poTyped }: LoadedRequest['submission'],
): Promise<RequestView['po']> {
  const [found] = poId ? await db.select().from(po).where(eq(po.id, poId)) : [];
  if (!found) return { id: null, name: poTyped?.name ?? '', detail: poTyped?.address || null };
  return { id: found.id, name: found.name, detail: `FASE ${found.fase}, ${formatAddress(found)}` };
}

/** As long as something may happen to it, its plan is made anew at each look. */
function isPlanned({ request, stored }: LoadedRequest): boolean {
  return isOpen(request.state) && stored.kind === 'payload';
}

/** The last decision, with what it does or did where no plan is shown beside it. */
async function readDecided(db: Database, loaded: LoadedRequest): Promise<[Decision, EffectView[]]> {
  const decided = await lastDecision(db, loaded.request.id);
  return [decided, isPlanned(loaded) ? [] : await describeDecided(db, decided)];
}

/** What was decided, told with the names of today. */
async function describeDecided(db: Database, decided: Decision): Promise<EffectView[]> {
  if (!decided?.plan) return [];
  const { plan, decidedOn } = decided;
  const poIds = plan.poId ? [plan.poId] : [];
  const world = await loadWorld(db, { poIds, personIds: plan.personIds, identities: [], emails: [] });
  return plan.effects.map((effect) => describeEffect(world, effect, decidedOn));
}

function rightToDecide(
  actor: StaffActor,
  planned: RequestPlan | null,
): Pick<RequestView, 'mayDecide' | 'mayNotDecideBecause'> {
  const reason =
    actor.role === 'reader'
      ? 'Votre accès permet de lire, pas de décider.'
      : whySecondPerson(actor, { personIds: planned?.plan.personIds ?? [], acts: [] }, null);
  return { mayDecide: reason === null, mayNotDecideBecause: reason };
}
