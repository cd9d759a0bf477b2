import { and, eq } from 'drizzle-orm';
import { correction } from '../../db/tables/correction.ts';
import { daysBetween, todayInBrussels } from '../../domain/dates.ts';
import { addWorkingDays } from '../../domain/working-days.ts';
import { authorAddress } from '../../mail/author-address.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { enqueue } from '../../queue/outbox.ts';
import { getRequestOrThrow, type LoadedRequest } from '../../reads/load-request.ts';
import { loadSettingsOfRequest } from '../../reads/load-settings.ts';
import type { SettingDefaults } from '../../settings/settings.ts';
import { changeState } from '../change-state.ts';
import type { TransactionContext } from '../context.ts';
import { lockRegister } from '../lock-register.ts';
import { releaseFollowers } from '../merge-request.ts';
import { tellSettlement } from '../tell-settlement.ts';

/**
 * What happens while a question waits for its author, in working days of Belgium after it was asked. One outbox row per
 * step, written by the row that starts the clock: a step is done once, whoever does it and however often it is tried,
 * and does nothing when the question is no longer open. Answering, cancelling and withdrawing take the rows back.
 * The ref of a row is the correction alone to start the clock, "<correction>/remind-1" for the first reminder,
 * "<correction>/lapse" for the end.
 */
export async function runCorrectionClock(tx: TransactionContext, ref: string, given: SettingDefaults): Promise<void> {
  const [correctionId = '', step] = ref.split('/');
  const asked = await findOpen(tx, correctionId);
  if (!asked) return;
  // Behind the lock: whoever answers or cancels at this moment comes before or after, never between.
  await lockRegister(tx.db, { requestIds: [asked.requestId] });
  const open = await findOpen(tx, correctionId);
  if (!open) return;
  const loaded = await getRequestOrThrow(tx.db, open.requestId);
  if (step === undefined) await startClock(tx, open, given);
  else if (step === 'lapse') await lapse(tx, open, loaded);
  else await remind(tx, open, loaded, step);
}

type Open = { id: string; requestId: string; askedAt: Date };

async function findOpen(tx: TransactionContext, correctionId: string): Promise<Open | undefined> {
  const [row] = await tx.db
    .select({ id: correction.id, requestId: correction.requestId, askedAt: correction.askedAt })
    .from(correction)
    .where(and(eq(correction.id, correctionId), eq(correction.state, 'open')));
  return row;
}

async function startClock(
  tx: TransactionContext,
  { id, requestId, askedAt }: Open,
  given: SettingDefaults,
): Promise<void> {
  const chosen = await loadSettingsOfRequest(tx.db, requestId, given);
  await enqueue(tx.db, [
    ...chosen['correction-reminders'].map((days, index) => ({
      kind: 'correction-clock' as const,
      ref: `${id}/remind-${index + 1}`,
      nextAt: afterWorkingDays(askedAt, days),
    })),
    { kind: 'correction-clock', ref: `${id}/lapse`, nextAt: afterWorkingDays(askedAt, chosen['correction-lapse']) },
  ]);
}

/** The same time of day, so many working days later. */
function afterWorkingDays(from: Date, days: number): Date {
  const start = todayInBrussels(from);
  return new Date(from.getTime() + daysBetween(start, addWorkingDays(start, days)) * 86_400_000);
}

async function remind(tx: TransactionContext, { id }: Open, { request, submission }: LoadedRequest, step: string) {
  await queueMail(tx.db, {
    kind: 'correction-reminder',
    causeKey: `correction-reminder:${id}:${step}`,
    to: authorAddress(submission),
    submissionId: submission.id,
    requestId: request.id,
    params: { correctionId: id },
  });
}

async function lapse(tx: TransactionContext, { id }: Open, { request, submission }: LoadedRequest): Promise<void> {
  await changeState(tx, request, 'lapse', { detail: { correctionId: id } });
  await tx.db
    .update(correction)
    .set({ state: 'lapsed', draft: null, closedAt: tx.now() })
    .where(and(eq(correction.id, id), eq(correction.state, 'open')));
  await releaseFollowers(tx, request.id);
  await tellSettlement(tx, {
    submission,
    requestId: request.id,
    own: { kind: 'request-lapsed', causeKey: `request-lapsed:${id}` },
  });
}
