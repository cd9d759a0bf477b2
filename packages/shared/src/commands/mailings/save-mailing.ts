import { and, eq } from 'drizzle-orm';
import { mailingBody } from '../../contracts/mailing-body.ts';
import type { MailingChanges } from '../../contracts/mailing-view.ts';
import { mailing } from '../../db/tables/mailing.ts';
import { type Context, inTransaction, type StaffActor } from '../context.ts';
import { mailingText } from '../../mail/mailings/mailing-text.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { holdMailingFiles } from './hold-mailing-files.ts';
import { loadMailingFor, type MailingRow } from './load-mailing-for.ts';
import { readMailingChanges } from './read-mailing-changes.ts';

export type SavedMailing = { version: number; updatedAt: Date };

/** A draft is saved every few seconds while somebody writes: one entry of the journal says so for that long. */
const ONE_SITTING_MS = 30 * 60_000;

/**
 * Writes a draft down.
 * @throws ConflictError when a colleague was quicker or it is no draft any more, InvalidInputError for a text that cannot
 *   stand, NotFoundError, ForbiddenError for readers
 */
export async function saveMailing(
  ctx: Context,
  input: { id: string; version: number; changes: MailingChanges },
): Promise<SavedMailing> {
  const actor = requireDecider(ctx);
  const { attachments, ...changes } = readMailingChanges(input.changes);
  return inTransaction(ctx, async (tx) => {
    const before = await loadMailingFor(tx, actor, input, ['draft']);
    const updatedAt = tx.now();
    await holdMailingFiles(tx, actor, { mailingId: before.id }, { body: changes.body, attachments });
    const [row] = await tx.db
      .update(mailing)
      .set({ ...changes, ...madeWith(before, changes), version: before.version + 1, updatedBy: actor.id, updatedAt })
      .where(and(eq(mailing.id, before.id), eq(mailing.version, before.version)))
      .returning();
    if (!row) throw new Error(`Mailing ${before.id} moved under its lock.`);
    if (!isSameSitting(actor, before, updatedAt)) {
      const of = ({ kind, subject }: MailingRow) => ({ kind, subject });
      await writeAudit(tx.db, actor, updatedAt, [
        { action: 'write-mailing', subject: { type: 'mailing', id: row.id }, before: of(before), after: of(row) },
      ]);
    }
    return { version: row.version, updatedAt };
  });
}

function isSameSitting(actor: StaffActor, { version, updatedBy, updatedAt }: MailingRow, now: Date): boolean {
  return version > 1 && updatedBy === actor.id && now.getTime() - updatedAt.getTime() < ONE_SITTING_MS;
}

/** What the text part would have been, where staff edit theirs. */
function madeWith(before: MailingRow, { textPart, body }: MailingChanges): { textMade?: string | null } {
  if (textPart === undefined) return {};
  return { textMade: textPart === null ? null : mailingText(body ?? mailingBody.parse(before.body)) };
}
