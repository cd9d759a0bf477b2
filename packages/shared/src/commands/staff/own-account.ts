import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { newRecoveryCodes, recoveryCodeDigest } from '../../auth/second-factor/recovery-codes.ts';
import type { Transaction } from '../../db/client.ts';
import { staffPasskey } from '../../db/tables/staff-passkey.ts';
import { staffRecoveryCode } from '../../db/tables/staff-recovery-code.ts';
import { staffTotp } from '../../db/tables/staff-totp.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { ConflictError, ForbiddenError } from '../../errors/errors.ts';
import type { Context, StaffActor } from '../context.ts';

/** What the commands about one's own sign-in need to know of the installation. */
export type SecurityOptions = {
  /** The origin of the back office. */
  publicUrl: string;
  tokenKeys: readonly string[];
  /** Outside the demonstration, nobody does without a second factor. */
  secondFactorRequired: boolean;
};

export type OwnAccount = typeof staffUser.$inferSelect;

/** The member of staff who changes their own sign-in. @throws ForbiddenError for anybody else */
export function requireSelf(ctx: Pick<Context, 'actor'>): StaffActor {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new ForbiddenError(`A ${actor.kind} has no sign-in to the back office.`);
  return actor;
}

/** One's own account, locked: what is counted of its factors holds until the end of the transaction. */
export async function lockOwnAccount(tx: Transaction, actor: StaffActor): Promise<OwnAccount> {
  const [user] = await tx
    .select()
    .from(staffUser)
    .where(and(eq(staffUser.id, actor.id), isNull(staffUser.disabledAt)))
    .for('update');
  if (!user) throw new ForbiddenError(`Staff user ${actor.id} has left.`);
  return user;
}

async function countFactors(tx: Transaction, staffId: string): Promise<number> {
  const confirmed = and(eq(staffTotp.staffId, staffId), isNotNull(staffTotp.confirmedAt));
  return (await tx.$count(staffTotp, confirmed)) + (await tx.$count(staffPasskey, eq(staffPasskey.staffId, staffId)));
}

/**
 * After a factor was taken away: nobody is left without, where one is required; elsewhere the recovery codes of the last
 * one go with it.
 * @throws ConflictError
 */
export async function settleRemovedFactor(
  tx: Transaction,
  staffId: string,
  { secondFactorRequired }: Pick<SecurityOptions, 'secondFactorRequired'>,
): Promise<void> {
  if ((await countFactors(tx, staffId)) > 0) return;
  if (secondFactorRequired) {
    throw new ConflictError(`Staff user ${staffId} would be left without a second factor.`, {
      userMessage: 'C’est votre seul second facteur. Ajoutez-en d’abord un autre.',
    });
  }
  await tx.delete(staffRecoveryCode).where(eq(staffRecoveryCode.staffId, staffId));
}

/** After a factor was added: recovery codes, to be shown this once, for who has none left. */
export async function giveFirstRecoveryCodes(tx: Transaction, staffId: string, now: Date): Promise<string[] | null> {
  const left = await tx.$count(
    staffRecoveryCode,
    and(eq(staffRecoveryCode.staffId, staffId), isNull(staffRecoveryCode.usedAt)),
  );
  return left > 0 ? null : replaceRecoveryCodes(tx, staffId, now);
}

/** Ten new codes in place of the former ones, used or not. */
export async function replaceRecoveryCodes(tx: Transaction, staffId: string, now: Date): Promise<string[]> {
  await tx.delete(staffRecoveryCode).where(eq(staffRecoveryCode.staffId, staffId));
  const codes = newRecoveryCodes();
  await tx
    .insert(staffRecoveryCode)
    .values(codes.map((code) => ({ staffId, codeSha256: recoveryCodeDigest(code), createdAt: now })));
  return codes;
}
