import { randomUUID } from 'node:crypto';
import { secretDigest } from '@guichet/shared/auth/token-secrets';
import { addressDigest } from '@guichet/shared/commands/send-tracking-link';
import type { SubmitContext } from '@guichet/shared/commands/submit-changes';
import { messageIdOf } from '@guichet/shared/mail/queue-mail';
import { sql } from 'drizzle-orm';
import type { AnswerDraft, CheckedAnswer, OpenCorrection } from '../corrections/answer.ts';

/** What the author of an envoi does after sending it, by its link; each is one SQL function that demands the secret. */
type Ctx = Pick<SubmitContext, 'db' | 'ring' | 'now'>;

/** Keeps what was typed. Null when the question no longer waits; else the version of what is kept. */
export async function saveAnswerDraft(
  ctx: Ctx,
  secret: string,
  id: string,
  draft: AnswerDraft,
): Promise<number | null> {
  const [row] = await ctx.db.execute<{ version: number | null }>(
    sql`select save_correction_draft(${secretDigest(secret)}, ${id}::uuid, ${JSON.stringify(draft)}::jsonb) as version`,
  );
  return row?.version ?? null;
}

/** Sends the answer: 'gone' when the question no longer waits, 'changed' when another tab has kept other answers. */
export async function answerCorrection(
  ctx: Ctx,
  secret: string,
  correction: OpenCorrection,
  { corrected, note, fields, otherPerson }: Extract<CheckedAnswer, { ok: true }>,
): Promise<'answered' | 'gone' | 'changed'> {
  const answer = {
    correctionId: correction.id,
    draftVersion: correction.draftVersion,
    payload: corrected?.payload ?? null,
    schemaVersion: corrected?.schemaVersion ?? null,
    subject: corrected?.subject ?? null,
    note,
    fields,
    otherPerson,
  };
  const [row] = await ctx.db.execute<{ outcome: 'answered' | 'gone' | 'changed' }>(
    sql`select answer_correction(${secretDigest(secret)}, ${JSON.stringify(answer)}::jsonb) as outcome`,
  );
  ctx.ring?.();
  return row?.outcome ?? 'gone';
}

/** Takes a request back, as long as it is not approved. Twice is no mistake. */
export async function withdrawRequest(
  ctx: Ctx,
  secret: string,
  position: number,
): Promise<'withdrawn' | 'too-late' | 'gone'> {
  const [row] = await ctx.db.execute<{ outcome: 'withdrawn' | 'too-late' | 'gone' }>(
    sql`select withdraw_request(${secretDigest(secret)}, ${position}) as outcome`,
  );
  ctx.ring?.();
  return row?.outcome ?? 'gone';
}

/** Writes to the secretariat. `messageId` stands in the page, so that a double click writes once. */
export async function writeMessage(ctx: Ctx, secret: string, messageId: string, words: string): Promise<boolean> {
  const [row] = await ctx.db.execute<{ written: boolean }>(
    sql`select write_message(${secretDigest(secret)}, ${messageId}::uuid, ${words}) as written`,
  );
  return row?.written ?? false;
}

/** Asks for the copy of the answers by mail, to the confirmed address. */
export async function askAnswersCopy(ctx: Ctx, secret: string): Promise<boolean> {
  const mailId = randomUUID();
  const [row] = await ctx.db.execute<{ asked: boolean }>(
    sql`select ask_answers_copy(${secretDigest(secret)}, ${mailId}::uuid, ${messageIdOf(mailId)}) as asked`,
  );
  ctx.ring?.();
  return row?.asked ?? false;
}

/**
 * Asks for the link of an envoi again. The same work whether there is such an envoi or not: the worker finds out. Once
 * an hour for the same pair, however often it is asked.
 */
export async function askTrackingLink(ctx: Ctx, asked: { reference: string; email: string }): Promise<void> {
  const hour = ctx.now().toISOString().slice(0, 13);
  await ctx.db.execute(sql`select ask_tracking_link(${asked.reference}, ${addressDigest(asked.email)}, ${hour})`);
  ctx.ring?.();
}
