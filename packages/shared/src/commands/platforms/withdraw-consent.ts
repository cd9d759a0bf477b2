import { and, eq, isNull } from 'drizzle-orm';
import { oidcGrant } from '../../db/tables/oidc-grant.ts';
import { platformConsent } from '../../db/tables/platform-consent.ts';
import { ForbiddenError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * The member takes back what a platform was let know; its tokens end in the same transaction. Taken back twice, it is
 * taken back once. Answers whether there was a consent.
 * @throws ForbiddenError for others than members
 */
export async function withdrawConsent(ctx: Context, { platformId }: { platformId: string }): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind !== 'member') throw new ForbiddenError(`A ${actor.kind} has no consent to take back.`);
  return inTransaction(ctx, async (tx) => {
    const withdrawn = await tx.db
      .update(platformConsent)
      .set({ withdrawnAt: tx.now() })
      .where(
        and(
          eq(platformConsent.accountId, actor.id),
          eq(platformConsent.platformId, platformId),
          isNull(platformConsent.withdrawnAt),
        ),
      )
      .returning({ id: platformConsent.id });
    await tx.db.delete(oidcGrant).where(and(eq(oidcGrant.accountId, actor.id), eq(oidcGrant.platformId, platformId)));
    if (withdrawn.length === 0) return false;
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'withdraw-platform-consent', subject: { type: 'platform', id: platformId } },
    ]);
    return true;
  });
}
