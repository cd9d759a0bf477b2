import { and, eq, isNull } from 'drizzle-orm';
import { recoveryCodeDigest } from '../../auth/second-factor/recovery-codes.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { requireSelf } from './own-account.ts';
import { replaceRecoveryCodes } from './own-factors.ts';

/** Uses a recovery code up in place of the second factor: of many at once, one wins. Answers false for a code that is none. */
export async function useRecoveryCode(ctx: Context, { code }: { code: string }): Promise<boolean> {
  const self = requireSelf(ctx);
  const { actor, tables, subject } = self;
  return inTransaction(ctx, async ({ db }) => {
    await self.lock(db);
    const now = ctx.now();
    const { recoveryCode } = tables;
    const used = await db
      .update(recoveryCode)
      .set({ usedAt: now })
      .where(
        and(
          eq(recoveryCode.ownerId, actor.id),
          eq(recoveryCode.codeSha256, recoveryCodeDigest(code)),
          isNull(recoveryCode.usedAt),
        ),
      )
      .returning({ ownerId: recoveryCode.ownerId });
    if (used.length === 0) return false;
    await self.tell(db, 'recovery-code-used');
    await writeAudit(db, actor, now, [{ action: 'use-recovery-code', subject }]);
    return true;
  });
}

/** Ten new recovery codes, to be shown this once; the former ones are of no use any more. */
export async function renewRecoveryCodes(ctx: Context): Promise<{ recoveryCodes: string[] }> {
  const self = requireSelf(ctx);
  const { actor, subject } = self;
  return inTransaction(ctx, async ({ db }) => {
    await self.lock(db);
    const now = ctx.now();
    const recoveryCodes = await replaceRecoveryCodes(db, self, now);
    await self.tell(db, 'recovery-codes-renewed');
    await writeAudit(db, actor, now, [{ action: 'renew-recovery-codes', subject }]);
    return { recoveryCodes };
  });
}

export function wrongRecoveryCode(): InvalidInputError {
  const message = 'Ce code de secours n’est pas le bon, ou il a déjà servi.';
  return new InvalidInputError('wrong recovery code', [{ path: 'code', message }], { userMessage: message });
}
