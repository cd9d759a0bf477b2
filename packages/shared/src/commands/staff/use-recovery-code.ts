import { and, eq, isNull } from 'drizzle-orm';
import { recoveryCodeDigest } from '../../auth/second-factor/recovery-codes.ts';
import { staffRecoveryCode } from '../../db/tables/staff-recovery-code.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { lockOwnAccount, replaceRecoveryCodes, requireSelf } from './own-account.ts';
import { tellSecurityChange } from './tell-security-change.ts';

/** Uses a recovery code up in place of the second factor: of many at once, one wins. Answers false for a code that is none. */
export async function useRecoveryCode(ctx: Context, { code }: { code: string }): Promise<boolean> {
  const actor = requireSelf(ctx);
  return inTransaction(ctx, async ({ db }) => {
    const user = await lockOwnAccount(db, actor);
    const now = ctx.now();
    const used = await db
      .update(staffRecoveryCode)
      .set({ usedAt: now })
      .where(
        and(
          eq(staffRecoveryCode.staffId, actor.id),
          eq(staffRecoveryCode.codeSha256, recoveryCodeDigest(code)),
          isNull(staffRecoveryCode.usedAt),
        ),
      )
      .returning({ staffId: staffRecoveryCode.staffId });
    if (used.length === 0) return false;
    await tellSecurityChange(db, user, 'recovery-code-used');
    await writeAudit(db, actor, now, [{ action: 'use-recovery-code', subject: { type: 'staff', id: actor.id } }]);
    return true;
  });
}

/** Ten new recovery codes, to be shown this once; the former ones are of no use any more. */
export async function renewRecoveryCodes(ctx: Context): Promise<{ recoveryCodes: string[] }> {
  const actor = requireSelf(ctx);
  return inTransaction(ctx, async ({ db }) => {
    const user = await lockOwnAccount(db, actor);
    const now = ctx.now();
    const recoveryCodes = await replaceRecoveryCodes(db, actor.id, now);
    await tellSecurityChange(db, user, 'recovery-codes-renewed');
    await writeAudit(db, actor, now, [{ action: 'renew-recovery-codes', subject: { type: 'staff', id: actor.id } }]);
    return { recoveryCodes };
  });
}

export function wrongRecoveryCode(): InvalidInputError {
  const message = 'Ce code de secours n’est pas le bon, ou il a déjà servi.';
  return new InvalidInputError('wrong recovery code', [{ path: 'code', message }], { userMessage: message });
}
