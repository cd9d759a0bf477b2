import { and, eq } from 'drizzle-orm';
import { changeMailingState } from '../commands/mailings/change-mailing-state.ts';
import { runMailing } from '../commands/mailings/run-mailing.ts';
import { mailing } from '../db/tables/mailing.ts';
import type { SettingDefaults } from '../settings/settings.ts';
import { DONE, type Handler } from './work-context.ts';

/** Prepares a mailing when it is due, lets its mails follow its state, and follows it to its end. */
export function mailingHandler(given: SettingDefaults): Handler {
  return {
    async run(ctx, entry) {
      const { again } = await runMailing(ctx, entry.ref, { given });
      return again === null ? DONE : { outcome: 'later', seconds: again, code: 'under-way' };
    },
    async giveUp(ctx, entry) {
      // What could not be prepared waits for somebody to stop it or to let it go on: its page says so, and so does a task.
      const [mailingId = ''] = entry.ref.split('/');
      const unprepared = and(eq(mailing.id, mailingId), eq(mailing.state, 'preparing'));
      const [row] = await ctx.db.select().from(mailing).where(unprepared).for('update');
      if (row) await changeMailingState(ctx, row, 'pause');
    },
  };
}
