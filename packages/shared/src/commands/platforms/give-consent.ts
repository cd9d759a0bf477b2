import { and, eq, isNull, sql } from 'drizzle-orm';
import { platformConsent } from '../../db/tables/platform-consent.ts';
import { platform } from '../../db/tables/platform.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * The member lets a platform know who they are, on the text that was shown. Given twice, it is given once.
 * @throws ConflictError when the text changed since it was shown, NotFoundError when the platform is not there or
 *   disabled, ForbiddenError for others than members
 */
export async function giveConsent(
  ctx: Context,
  { platformId, consentVersion }: { platformId: string; consentVersion: number },
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'member') throw new ForbiddenError(`A ${actor.kind} has no consent to give.`);
  await inTransaction(ctx, async (tx) => {
    const [found] = await tx.db
      .select({ name: platform.name, consentVersion: platform.consentVersion })
      .from(platform)
      .where(and(eq(platform.id, platformId), isNull(platform.disabledAt)));
    if (!found) throw new NotFoundError(`No open platform ${platformId}.`);
    if (found.consentVersion !== consentVersion) {
      throw new ConflictError(`The text of platform ${platformId} changed since it was shown.`);
    }
    const current = and(
      eq(platformConsent.accountId, actor.id),
      eq(platformConsent.platformId, platformId),
      isNull(platformConsent.withdrawnAt),
    );
    // Agreed to an older text: that consent ends where the new one begins.
    await tx.db
      .update(platformConsent)
      .set({ withdrawnAt: tx.now() })
      .where(and(current, sql`${platformConsent.consentVersion} <> ${consentVersion}`));
    const given = await tx.db
      .insert(platformConsent)
      .values({ accountId: actor.id, platformId, consentVersion, givenAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: platformConsent.id });
    if (given.length === 0) return;
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'give-platform-consent', subject: { type: 'platform', id: platformId } },
    ]);
  });
}
