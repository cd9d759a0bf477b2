import { sql } from 'drizzle-orm';
import { runMailing } from '../commands/mailings/run-mailing.ts';
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
      await ctx.db.execute(sql`
        update mailing set state = 'paused', version = version + 1 where id = ${mailingId} and state = 'preparing'`);
    },
  };
}
