import { sql } from 'drizzle-orm';
import { noticeSetting } from '../../db/tables/notice-setting.ts';
import { NOTICE_KINDS, type NoticeSetting } from '../../domain/notices.ts';
import { ForbiddenError, InvalidInputError } from '../../errors/errors.ts';
import { listNoticeSettings } from '../../reads/list-notice-settings.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Saves in which way one wants to be told of each kind of thing. One's own only; notices already written stay as they are.
 * @throws ForbiddenError unless staff, InvalidInputError unless each kind stands there once
 */
export async function saveNoticeSettings(ctx: Context, input: { settings: readonly NoticeSetting[] }): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new ForbiddenError('notices are for staff');
  const { settings } = input;
  const complete =
    settings.length === NOTICE_KINDS.length &&
    NOTICE_KINDS.every((kind) => settings.some((each) => each.kind === kind));
  const problem = complete ? daysProblem(settings) : 'Chaque sorte d’avis doit avoir sa réponse.';
  if (problem)
    throw new InvalidInputError('the settings of notices do not fit', [{ path: 'settings', message: problem }]);
  await inTransaction(ctx, async (tx) => {
    const before = await listNoticeSettings(tx.db, actor);
    await tx.db
      .insert(noticeSetting)
      .values(settings.map((setting) => ({ staffId: actor.id, ...setting })))
      .onConflictDoUpdate({
        target: [noticeSetting.staffId, noticeSetting.kind],
        set: { browser: sql`excluded.browser`, mail: sql`excluded.mail`, afterDays: sql`excluded.after_days` },
      });
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'save-notice-settings', subject: { type: 'staff-user', id: actor.id }, before, after: settings },
    ]);
  });
}

function daysProblem(settings: readonly NoticeSetting[]): string {
  const fit = settings.every(({ kind, afterDays }) =>
    kind === 'old' ? afterDays !== null && afterDays >= 1 && afterDays <= 60 : afterDays === null,
  );
  return fit ? '' : 'Indiquez un nombre de jours ouvrables, de 1 à 60.';
}
