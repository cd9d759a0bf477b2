import { secretDigest } from '@guichet/shared/auth/token-secrets';
import type { SubmitContext } from '@guichet/shared/commands/submit-changes';
import { sql } from 'drizzle-orm';

/**
 * Notes that the author of an envoi reads the mailbox that the tracking link was sent to; the worker then looks at the
 * requests again. False when the link is wrong or no longer works. Confirming twice is no mistake.
 */
export async function confirmSubmitterEmail(ctx: Pick<SubmitContext, 'db' | 'ring'>, secret: string): Promise<boolean> {
  const [row] = await ctx.db.execute<{ confirmed: boolean }>(
    sql`select confirm_submitter_email(${secretDigest(secret)}) as confirmed`,
  );
  ctx.ring?.();
  return row?.confirmed ?? false;
}
