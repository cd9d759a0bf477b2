import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { newRecoveryCodes, recoveryCodeDigest } from '../../auth/second-factor/recovery-codes.ts';
import type { Transaction } from '../../db/client.ts';
import { ConflictError } from '../../errors/errors.ts';
import type { SecurityOptions, Self } from './own-account.ts';

async function countFactors(tx: Transaction, { tables, actor, passkeyIsFactor }: Self): Promise<number> {
  const { totp, passkey } = tables;
  const confirmed = and(eq(totp.ownerId, actor.id), isNotNull(totp.confirmedAt));
  const passkeys = passkeyIsFactor ? await tx.$count(passkey, eq(passkey.ownerId, actor.id)) : 0;
  return passkeys + (await tx.$count(totp, confirmed));
}

/**
 * After a factor was taken away: nobody is left without, where one is required; elsewhere the recovery codes of the last
 * one go with it.
 * @throws ConflictError
 */
export async function settleRemovedFactor(
  tx: Transaction,
  self: Self,
  { secondFactorRequired }: Pick<SecurityOptions, 'secondFactorRequired'>,
): Promise<void> {
  if ((await countFactors(tx, self)) > 0) return;
  if (secondFactorRequired) {
    throw new ConflictError(`The ${self.subject.type} ${self.actor.id} would be left without a second factor.`, {
      userMessage: 'C’est votre seul second facteur. Ajoutez-en d’abord un autre.',
    });
  }
  const { recoveryCode } = self.tables;
  await tx.delete(recoveryCode).where(eq(recoveryCode.ownerId, self.actor.id));
}

/** After a factor was added: recovery codes, to be shown this once, for who has a use for some and none left. */
export async function giveFirstRecoveryCodes(tx: Transaction, self: Self, now: Date): Promise<string[] | null> {
  const { recoveryCode } = self.tables;
  const unused = and(eq(recoveryCode.ownerId, self.actor.id), isNull(recoveryCode.usedAt));
  return (await tx.$count(recoveryCode, unused)) > 0 ? null : replaceRecoveryCodes(tx, self, now);
}

/** Ten new codes in place of the former ones, used or not. */
export async function replaceRecoveryCodes(
  tx: Transaction,
  { tables: { recoveryCode }, actor }: Self,
  now: Date,
): Promise<string[]> {
  await tx.delete(recoveryCode).where(eq(recoveryCode.ownerId, actor.id));
  const codes = newRecoveryCodes();
  await tx
    .insert(recoveryCode)
    .values(codes.map((code) => ({ ownerId: actor.id, codeSha256: recoveryCodeDigest(code), createdAt: now })));
  return codes;
}
