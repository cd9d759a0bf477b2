import { recoverSecret, secretDigest } from '@guichet/shared/auth/token-secrets';
import { applyRequests } from '@guichet/shared/commands/apply-requests';
import { approveRequest } from '@guichet/shared/commands/approve-request';
import { changeState } from '@guichet/shared/commands/change-state';
import { closeByHand } from '@guichet/shared/commands/close-by-hand';
import { type Actor, type StaffActor, SYSTEM_ACTOR, type TransactionContext } from '@guichet/shared/commands/context';
import { askCorrection } from '@guichet/shared/commands/corrections/ask-correction';
import { runCorrectionClock } from '@guichet/shared/commands/corrections/correction-clock';
import { enterChanges } from '@guichet/shared/commands/entries/enter-changes';
import { processArrival } from '@guichet/shared/commands/process-arrival';
import { rejectRequest } from '@guichet/shared/commands/reject-request';
import { submitChanges } from '@guichet/shared/commands/submit-changes';
import { assignRequest } from '@guichet/shared/commands/triage/assign-request';
import { setAsideRequest } from '@guichet/shared/commands/triage/set-aside-request';
import { cause } from '@guichet/shared/db/tables/cause';
import { changeRequest } from '@guichet/shared/db/tables/change-request';
import { type CorrectionQuestion, correction } from '@guichet/shared/db/tables/correction';
import { token } from '@guichet/shared/db/tables/token';
import { brusselsInstant } from '@guichet/shared/domain/brussels-time';
import type { CameBy } from '@guichet/shared/domain/came-by';
import { addDays, splitDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { derivedId } from '@guichet/shared/domain/hash';
import { formatName } from '@guichet/shared/domain/names';
import { formatReference } from '@guichet/shared/domain/reference';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '@guichet/shared/domain/roles';
import { applyEffects } from '@guichet/shared/effects/apply-effects';
import { getRequestOrThrow, type LoadedRequest } from '@guichet/shared/reads/load-request';
import { planRequest } from '@guichet/shared/reads/plan-request';
import { requestType } from '@guichet/shared/request-types/registry';
import { and, asc, eq, sql } from 'drizzle-orm';
import { backdate, markDone, refuseMail } from './backdate.ts';
import type { DemoEnvoi, DemoMoment, DemoStep } from './demo-envois.ts';
import { type DemoMember, find } from './demo-members.ts';
import { demoPoId } from './write-demo-pos.ts';

const SETTINGS = { singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES };

export type Stage = {
  loadedAt: Date;
  tx: TransactionContext;
  members: readonly DemoMember[];
  staff: StaffActor;
  administrator: StaffActor;
  tokenKeys: readonly string[];
};

/** Minutes for which the approved request of the demonstration waits, so that this state can be seen. */
const APPROVED_WAITS = 15;

/** Plays the envois in order of time, each step by the command that the product uses for it. */
export async function playEnvois(stage: Stage, envois: readonly DemoEnvoi[]): Promise<void> {
  const { loadedAt } = stage;
  const sent = new Map<string, string[]>();
  const acts = envois.flatMap((envoi) => [
    {
      at: momentOf(envoi.at, loadedAt),
      play: async (then: Stage) => void sent.set(envoi.key, await send(then, envoi)),
    },
    ...envoi.then.map((step) => ({
      at: momentOf(step.at, loadedAt),
      play: (then: Stage) => take(then, envoi, step, sent),
    })),
  ]);
  for (const { at, play } of acts.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    await play({ ...stage, tx: { ...stage.tx, now: () => at } });
    await backdate(stage.tx.db, at);
  }
}

function momentOf(at: DemoMoment, loadedAt: Date): Date {
  return 'hoursAgo' in at
    ? new Date(loadedAt.getTime() - at.hoursAgo * 3_600_000)
    : brusselsInstant(addDays(todayInBrussels(loadedAt), -at.daysAgo), at.hour);
}

/** Sends one envoi and does what the worker does on arrival. Returns the ids of its requests. */
async function send(stage: Stage, envoi: DemoEnvoi): Promise<string[]> {
  const { tx } = stage;
  const requestIds = envoi.came ? await enter(stage, envoi, envoi.came) : await submit(stage, envoi);
  for (const id of requestIds) {
    await processArrival(as(tx, SYSTEM_ACTOR), id, SETTINGS);
    await markDone(tx.db, 'arrive', id, tx.now());
  }
  return requestIds;
}

/** As staff enter what a member told them. */
async function enter({ tx, members, staff, tokenKeys }: Stage, envoi: DemoEnvoi, cameBy: CameBy): Promise<string[]> {
  const author = find(members, String(envoi.by));
  const { requestIds } = await enterChanges(
    as(tx, staff),
    {
      id: derivedId('demo', 'envoi', envoi.key),
      poId: 'index' in envoi.po ? demoPoId(envoi.po.index) : null,
      personId: author.id,
      values: {
        ...{ name: formatName(author), function: envoi.function, email: '', message: envoi.message ?? '' },
        ...{ cameBy, cameOn: splitDate(todayInBrussels(tx.now())), privacyGiven: 'yes' },
      },
      changes: envoi.requests.map(({ type, payload }) => ({ type, values: requestType(type).toForm(payload) })),
    },
    { ...SETTINGS, tokenKeys },
  );
  return requestIds;
}

async function submit({ tx, members, tokenKeys }: Stage, envoi: DemoEnvoi): Promise<string[]> {
  const author = typeof envoi.by === 'string' ? find(members, envoi.by) : null;
  const { name, email } = author
    ? { name: formatName(author), email: author.email ?? '' }
    : (envoi.by as { name: string; email: string });
  const { id } = await submitChanges(
    { db: tx.db, now: tx.now, log: tx.log, tokenKeys },
    {
      idempotencyKey: derivedId('demo', 'envoi', envoi.key),
      poId: 'index' in envoi.po ? demoPoId(envoi.po.index) : null,
      poTyped: 'typed' in envoi.po ? envoi.po.typed : null,
      submitter: { name, email, function: envoi.function },
      message: envoi.message ?? '',
      privacyRead: true,
      requests: envoi.requests,
    },
  );
  if (envoi.confirmed) await confirmAddress(tx, id, tokenKeys);
  const rows = await tx.db
    .select({ id: changeRequest.id })
    .from(changeRequest)
    .where(eq(changeRequest.submissionId, id))
    .orderBy(asc(changeRequest.position));
  return rows.map((row) => row.id);
}

/** As the author does by the link of the acknowledgement. */
async function confirmAddress(
  tx: TransactionContext,
  submissionId: string,
  tokenKeys: readonly string[],
): Promise<void> {
  const digest = await trackingDigest(tx, submissionId, tokenKeys);
  await tx.db.execute(sql`select confirm_submitter_email(${digest})`);
}

async function trackingDigest(tx: TransactionContext, submissionId: string, tokenKeys: readonly string[]) {
  const [row] = await tx.db
    .select()
    .from(token)
    .where(and(eq(token.submissionId, submissionId), eq(token.purpose, 'tracking')));
  if (!row) throw new Error('The envoi has no tracking link.');
  return secretDigest(recoverSecret(tokenKeys, row));
}

async function take(
  stage: Stage,
  envoi: DemoEnvoi,
  step: DemoStep,
  sent: ReadonlyMap<string, string[]>,
): Promise<void> {
  const [requestId = ''] = sent.get(envoi.key) ?? [];
  const loaded = await getRequestOrThrow(stage.tx.db, requestId);
  const { version } = loaded.request;
  const office = as(stage.tx, stage.staff);
  switch (step.does) {
    case 'approve-and-apply':
      return apply(stage, await approve(stage, requestId, 0));
    case 'approve-and-wait':
      await approve(stage, requestId, secondsUntil(stage, APPROVED_WAITS));
      return;
    case 'approve-too-late': {
      const decisionId = await approve(stage, requestId, 0);
      await editEmail(stage, envoi, step.editedEmail);
      return apply(stage, decisionId);
    }
    case 'reject':
      await rejectRequest(office, { requestId, version, reason: step.words }, SETTINGS);
      return;
    case 'close-by-hand':
      await closeByHand(office, { requestId, version, note: step.words }, SETTINGS);
      return;
    case 'ask-correction':
      return ask(stage, requestId, version, { field: step.field, message: step.words });
    case 'answer':
      return answer(stage, loaded, step);
    case 'assign': {
      const to = step.to === 'administrator' ? stage.administrator.id : stage.staff.id;
      return assignRequest(office, { requestId, from: loaded.request.assignedTo, to });
    }
    case 'set-aside': {
      const until = addDays(todayInBrussels(stage.tx.now()), step.days);
      return setAsideRequest(office, { requestId, version, until, reason: step.words });
    }
    case 'bounce':
      return refuseMail(stage.tx.db, loaded.submission.id, step.words, stage.tx.now());
    case 'withdraw':
      await changeState(as(stage.tx, authorOf(loaded)), loaded.request, 'withdraw');
      return;
    case 'clock':
      return runClock(stage, requestId, step.step);
    case 'merge': {
      const [into = ''] = sent.get(step.into) ?? [];
      const { submission } = await getRequestOrThrow(stage.tx.db, into);
      const reason = `Même demande que ${formatReference(submission.reference)}.`;
      await changeState(office, loaded.request, 'merge', { reason, detail: { into }, set: { mergedInto: into } });
      return;
    }
  }
}

/** The question, and the start of its clock, as the worker does it. */
async function ask(
  { tx, staff }: Stage,
  requestId: string,
  version: number,
  question: CorrectionQuestion,
): Promise<void> {
  const { correctionId } = await askCorrection(as(tx, staff), { requestId, version, questions: [question] });
  await markDone(tx.db, 'correction-clock', correctionId, tx.now());
  await runCorrectionClock(as(tx, SYSTEM_ACTOR), correctionId, {});
}

/** As the author does by the same link: a new version of the answers, which the worker examines again. */
async function answer(
  { tx, tokenKeys }: Stage,
  { request, submission, stored }: LoadedRequest,
  { field, value }: Extract<DemoStep, { does: 'answer' }>,
): Promise<void> {
  const [open] = await tx.db
    .select({ id: correction.id, draftVersion: correction.draftVersion })
    .from(correction)
    .where(and(eq(correction.requestId, request.id), eq(correction.state, 'open')));
  if (!open || stored.kind === 'erased') throw new Error(`Nothing is asked about the request ${request.id}.`);
  const said = {
    correctionId: open.id,
    draftVersion: open.draftVersion,
    payload: { ...(stored.payload as object), [field]: value },
    schemaVersion: requestType(request.type).version,
    subject: null,
    note: '',
    fields: [field],
    otherPerson: false,
  };
  const digest = await trackingDigest(tx, submission.id, tokenKeys);
  const [row] = await tx.db.execute<{ outcome: string }>(
    sql`select answer_correction(${digest}, ${JSON.stringify(said)}::jsonb) as outcome`,
  );
  if (row?.outcome !== 'answered') throw new Error(`The answer of the demonstration was not taken: ${row?.outcome}.`);
  await processArrival(as(tx, SYSTEM_ACTOR), request.id, SETTINGS);
  await markDone(tx.db, 'arrive', request.id, tx.now());
}

/** One step of the clock of the question that is open. */
async function runClock({ tx }: Stage, requestId: string, step: string): Promise<void> {
  const [open] = await tx.db
    .select({ id: correction.id })
    .from(correction)
    .where(and(eq(correction.requestId, requestId), eq(correction.state, 'open')));
  if (!open) throw new Error(`Nothing is asked about the request ${requestId} of the demonstration.`);
  const ref = `${open.id}/${step}`;
  await runCorrectionClock(as(tx, SYSTEM_ACTOR), ref, {});
  await markDone(tx.db, 'correction-clock', ref, tx.now());
}

async function approve({ tx, staff }: Stage, requestId: string, undoDelaySeconds: number): Promise<string> {
  const settings = { ...SETTINGS, undoDelaySeconds, fourEyes: false };
  const shown = await planRequest(tx.db, requestId, { ...settings, today: todayInBrussels(tx.now()) });
  if (!shown) throw new Error(`Request ${requestId} of the demonstration has no payload.`);
  const { decisionId } = await approveRequest(
    as(tx, staff),
    {
      requestId,
      version: shown.request.version,
      shownHash: shown.shownHash,
      acknowledged: shown.plan.findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code),
    },
    settings,
  );
  return decisionId;
}

/** From the moment of a step to some minutes after the load. */
function secondsUntil({ loadedAt, tx }: Stage, minutes: number): number {
  return (loadedAt.getTime() - tx.now().getTime()) / 1000 + minutes * 60;
}

async function apply({ tx, tokenKeys }: Stage, decisionId: string): Promise<void> {
  const settings = { tokenKeys, ...SETTINGS };
  await applyRequests(as(tx, SYSTEM_ACTOR), [decisionId], settings);
  await markDone(tx.db, 'apply', decisionId, tx.now());
}

/** Staff correct the address of the member of a change, by hand, without knowing of the approval. */
async function editEmail({ tx, members, staff, tokenKeys }: Stage, envoi: DemoEnvoi, email: string): Promise<void> {
  const [asked] = envoi.requests;
  const person = members.find(
    ({ firstName, lastName }) =>
      asked &&
      'firstName' in asked.payload &&
      asked.payload.firstName === firstName &&
      asked.payload.lastName === lastName,
  );
  if (!person) throw new Error(`Nobody is changed by the envoi ${envoi.key}.`);
  const { kind, id: actorId, label } = staff;
  const [why] = await tx.db
    .insert(cause)
    .values({ kind: 'staff-edit', actorKind: kind, actorId, actorLabel: label, at: tx.now() })
    .returning({ id: cause.id });
  if (!why) throw new Error('The cause of the edit was not written.');
  await applyEffects(
    tx.db,
    [{ kind: 'set-person-field', personId: person.id, field: 'email', from: person.email, to: email }],
    { causeId: why.id, requestId: null, actor: staff, now: tx.now(), today: todayInBrussels(tx.now()), tokenKeys },
  );
}

function authorOf({ submission }: LoadedRequest): Actor {
  return { kind: 'submitter', id: null, label: submission.submitterName };
}

function as(tx: TransactionContext, actor: Actor): TransactionContext {
  return { ...tx, actor };
}
