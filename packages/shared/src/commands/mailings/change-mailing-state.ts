import { and, eq, sql } from 'drizzle-orm';
import { mailing } from '../../db/tables/mailing.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import type { MailingState } from '../../domain/mailings/mailing-states.ts';
import {
  MAILING_STATE_LABELS,
  type MailingEvent,
  nextMailingState,
} from '../../domain/mailings/mailing-transitions.ts';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import type { StaffActor, TransactionContext } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import type { MailingRow } from './load-mailing-for.ts';

/** That its moment has come is nobody's act. */
const ACTIONS: Record<Exclude<MailingEvent, 'come-due'>, AuditAction> = {
  submit: 'submit-mailing',
  'send-back': 'send-back-mailing',
  'take-back': 'take-back-mailing',
  schedule: 'schedule-mailing',
  send: 'send-mailing',
  prepare: 'prepare-mailing',
  'find-nobody': 'find-nobody-mailing',
  pause: 'pause-mailing',
  'go-on': 'go-on-mailing',
  'go-on-preparing': 'go-on-mailing',
  stop: 'stop-mailing',
  finish: 'finish-mailing',
  discard: 'discard-mailing',
  restore: 'take-back-mailing-draft',
};

/**
 * The mailing of that id in the region of who asks, locked. With a version, as it was on the screen; without one, at any: to
 * keep back or end what leaves, somebody must not be quicker than the mails.
 * @throws NotFoundError elsewhere, ConflictError when it has changed since that version
 */
export async function loadMailingForAct(
  tx: TransactionContext,
  actor: StaffActor,
  input: { mailingId: string; version?: number },
): Promise<MailingRow> {
  const [row] = await tx.db
    .select()
    .from(mailing)
    .where(and(eq(mailing.id, input.mailingId), eq(mailing.regionId, actor.regionId)))
    .for('update');
  if (!row) throw new NotFoundError(`No mailing ${input.mailingId}.`, { userMessage: 'Ce courrier n’existe pas.' });
  if (input.version !== undefined && row.version !== input.version) throw changedMeanwhile(row.id);
  return row;
}

/**
 * Moves a mailing along the table of transitions by a conditional update (id, state and version), and notes it. Resolves
 * with the new state and version.
 * @throws ConflictError when the table has no such step, or somebody else was quicker
 */
export async function changeMailingState(
  tx: TransactionContext,
  row: Pick<MailingRow, 'id' | 'state' | 'version'>,
  event: MailingEvent,
  { set = {}, after }: { set?: Partial<typeof mailing.$inferInsert>; after?: Record<string, unknown> } = {},
): Promise<{ state: MailingState; version: number }> {
  const state = nextMailingState(row.state, event);
  if (state === null) {
    throw new ConflictError(`Mailing ${row.id} is ${row.state}: "${event}" is not possible.`, {
      userMessage: `Ce courrier est ${MAILING_STATE_LABELS[row.state]} : ce n’est plus possible.`,
    });
  }
  const [moved] = await tx.db
    .update(mailing)
    .set({ ...set, state, version: sql`${mailing.version} + 1` })
    .where(and(eq(mailing.id, row.id), eq(mailing.state, row.state), eq(mailing.version, row.version)))
    .returning({ version: mailing.version });
  if (!moved) throw changedMeanwhile(row.id);
  if (event !== 'come-due') {
    await writeAudit(tx.db, tx.actor, tx.now(), [
      {
        action: ACTIONS[event],
        subject: { type: 'mailing', id: row.id },
        before: { state: row.state },
        after: { state, ...after },
      },
    ]);
  }
  return { state, version: moved.version };
}

function changedMeanwhile(mailingId: string): ConflictError {
  return new ConflictError(`Mailing ${mailingId} changed since it was read.`, {
    userMessage: 'Quelqu’un a changé ce courrier entre-temps. Relisez-le avant de décider.',
  });
}
