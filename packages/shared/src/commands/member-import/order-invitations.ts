import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type CivilDate, compareDates, todayInBrussels } from '../../domain/dates.ts';
import { ConflictError, InvalidInputError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { lockImport } from './import-run-row.ts';

/**
 * Orders the activation mails that an import left waiting: at once, or from a day on.
 * @throws ConflictError when nobody waits or it is being written, InvalidInputError for a day that is over, NotFoundError in
 *   another region, ForbiddenError for readers
 */
export async function orderInvitations(ctx: Context, input: { importId: string; on: CivilDate | null }): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const run = await lockImport(tx, actor, input.importId);
    if (input.on !== null && compareDates(input.on, todayInBrussels(tx.now())) <= 0) {
      const message = 'Choisissez un jour à venir.';
      throw new InvalidInputError('the day is over', [{ path: 'on', message }], { userMessage: message });
    }
    const [waiting] = await tx.db.execute<{ people: number }>(sql`
      select count(distinct invite_person)::int as people from import_row where import_id = ${run.id} and invite_person is not null and invited_at is null`);
    if (run.state === 'applying' || !waiting?.people) {
      throw new ConflictError(`Nobody waits for an invitation of import ${run.id}.`, {
        userMessage:
          run.state === 'applying'
            ? 'Cette importation est en cours d’écriture.'
            : 'Plus personne n’attend de mail d’activation.',
      });
    }
    await enqueue(tx.db, [{ kind: 'member-import', ref: `${run.id}/invite/${randomUUID()}/${input.on ?? ''}` }]);
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'order-import-invitations',
        subject: { type: 'member-import', id: run.id },
        after: { on: input.on, people: waiting.people },
      },
    ]);
  });
}
