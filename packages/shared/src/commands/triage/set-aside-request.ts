import { and, eq } from 'drizzle-orm';
import { changeRequest } from '../../db/tables/change-request.ts';
import { requestEvent } from '../../db/tables/request-event.ts';
import { addDays, type CivilDate, isCivilDate, todayInBrussels } from '../../domain/dates.ts';
import { STATE_LABELS } from '../../domain/transitions.ts';
import { ConflictError, InvalidInputError } from '../../errors/errors.ts';
import { changedMeanwhile } from '../change-state.ts';
import { type Context, inTransaction } from '../context.ts';
import { readWords } from '../read-words.ts';
import { loadForDecision, requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/** Longer than that, somebody should look at it again. */
export const LONGEST_ASIDE_DAYS = 366;

/**
 * Takes a request that is to be decided out of the list until the morning of `until`, or brings it back at once when
 * that is null. By the date alone it is back in the list on that morning (Europe/Brussels); whatever is decided of it
 * meanwhile ends it too. The version stays: nothing of what is decided changes. Asked again for the same day, nothing
 * happens.
 * @throws ConflictError when it is not to be decided, or on an old version; InvalidInputError for a day that is not to
 *   come or too far; ForbiddenError for readers
 */
export async function setAsideRequest(
  ctx: Context,
  input: { requestId: string; version: number; until: CivilDate | null; reason?: string | undefined },
): Promise<void> {
  const actor = requireDecider(ctx);
  const { until } = input;
  requireDayToCome(until, todayInBrussels(ctx.now()));
  const reason = until === null ? '' : readWords(input.reason ?? '', { path: 'reason', missing: '' });
  await inTransaction(ctx, async (tx) => {
    const { request } = await loadForDecision(tx, actor, input);
    if (request.state !== 'submitted') {
      throw new ConflictError(`Change request ${request.id} is ${request.state}: it cannot be set aside.`, {
        userMessage: `Cette demande est ${STATE_LABELS[request.state]} : elle ne peut pas être mise de côté.`,
      });
    }
    if (request.setAsideUntil === until) return;
    const [row] = await tx.db
      .update(changeRequest)
      .set({ setAsideUntil: until })
      .where(
        and(
          eq(changeRequest.id, request.id),
          eq(changeRequest.version, request.version),
          eq(changeRequest.state, 'submitted'),
        ),
      )
      .returning({ id: changeRequest.id });
    if (!row) throw changedMeanwhile(request.id);
    await tx.db.insert(requestEvent).values({
      requestId: request.id,
      event: until === null ? 'bring-back' : 'set-aside',
      fromState: 'submitted',
      toState: 'submitted',
      actorKind: actor.kind,
      actorId: actor.id,
      actorLabel: actor.label,
      reason,
      detail: { until },
      at: tx.now(),
    });
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: until === null ? 'bring-back-request' : 'set-aside-request',
        subject: { type: 'change-request', id: request.id },
        requestId: request.id,
        before: { setAsideUntil: request.setAsideUntil },
        after: { setAsideUntil: until, reason },
      },
    ]);
  });
}

function requireDayToCome(until: CivilDate | null, today: CivilDate): void {
  if (until === null) return;
  const message = !isCivilDate(until)
    ? 'Indiquez une date qui existe.'
    : until <= today
      ? 'Choisissez un jour à venir, à partir de demain.'
      : until > addDays(today, LONGEST_ASIDE_DAYS)
        ? 'Choisissez un jour dans l’année qui vient.'
        : null;
  if (message !== null)
    throw new InvalidInputError(
      `${until} is no day until which a request can be set aside.`,
      [{ path: 'until', message }],
      {
        userMessage: message,
      },
    );
}
