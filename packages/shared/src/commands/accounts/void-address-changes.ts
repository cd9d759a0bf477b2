import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { addressChange } from '../../db/tables/address-change.ts';
import { type TokenPurpose, token } from '../../db/tables/token.ts';

/** The links of a change of address; each goes to one of the two. */
const CHANGE_LINKS: TokenPurpose[] = ['address-present', 'address-new'];

/** Puts the change of address that a member asked for out of use, with its links. Answers how many there were. */
export async function voidAddressChanges(tx: Transaction, accountId: string, now: Date): Promise<number> {
  await voidLinks(tx, accountId, CHANGE_LINKS, now);
  const voided = await tx
    .update(addressChange)
    .set({ state: 'voided', settledAt: now })
    .where(and(eq(addressChange.accountId, accountId), inArray(addressChange.state, ['asked', 'confirmed'])))
    .returning({ id: addressChange.id });
  return voided.length;
}

/** Puts links of an account out of use that were not used yet. */
export async function voidLinks(
  tx: Transaction,
  accountId: string,
  purposes: readonly TokenPurpose[],
  now: Date,
): Promise<void> {
  const unused = and(isNull(token.usedAt), isNull(token.voidedAt));
  await tx
    .update(token)
    .set({ voidedAt: now })
    .where(and(eq(token.accountId, accountId), inArray(token.purpose, [...purposes]), unused));
}
