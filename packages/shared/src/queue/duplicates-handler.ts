import { sql } from 'drizzle-orm';
import { findAllDuplicates } from '../commands/duplicates/find-all-duplicates.ts';
import { findDuplicatesOf } from '../commands/duplicates/find-duplicates-of.ts';
import { DONE, type Handler } from './work-context.ts';

/** Longer than the look through a large register takes. A worker that was killed at it is missed for so long. */
const LEASE_SECONDS = 300;

/**
 * Looks for duplicates: of one person (`person/<id>/<cause>`), in the transaction that holds the row, or of everybody
 * (`all/<day>`), page by page after it, so that no transaction stays open so long. A look that broke off starts anew.
 */
export const duplicatesHandler: Handler = {
  async run(tx, entry) {
    const [whom, id = ''] = entry.ref.split('/');
    if (whom === 'person') {
      await findDuplicatesOf(tx, id);
      return DONE;
    }
    return {
      outcome: 'leased',
      seconds: LEASE_SECONDS,
      async afterCommit(ctx) {
        const { people, found } = await findAllDuplicates(ctx.db, ctx.now());
        ctx.log.info({ people, found }, 'looked for duplicates');
        await ctx.db.execute(sql`
          update outbox set state = 'done', done_at = now(), error_code = null where id = ${entry.id} and state = 'pending'`);
      },
    };
  },
};
