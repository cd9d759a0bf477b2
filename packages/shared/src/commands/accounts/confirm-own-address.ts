import { and, eq, inArray } from 'drizzle-orm';
import { consumeToken } from '../../auth/consume-token.ts';
import { type FoundToken, findToken } from '../../auth/find-token.ts';
import type { Database, Transaction } from '../../db/client.ts';
import { addressChange } from '../../db/tables/address-change.ts';
import { token } from '../../db/tables/token.ts';
import { enqueue } from '../../queue/outbox.ts';
import { inTransaction } from '../context.ts';
import { requireSelf } from '../own-sign-in/own-account.ts';
import { writeAudit } from '../write-audit.ts';
import {
  type AccountOfLink,
  actorOf,
  DEAD_LINK,
  type DeadLink,
  type LinkContext,
  readAccount,
} from './account-context.ts';
import { LinkGoneError, unlessLinkGone } from './link-gone.ts';

const PURPOSES = ['address-present', 'address-new'] as const;

export type OwnAddressLink = {
  account: AccountOfLink;
  changeId: string;
  /** To which of the two addresses it was sent. */
  side: 'present' | 'new';
  purpose: (typeof PURPOSES)[number];
};

/** What a link of a change of address is about, without using it up; null when it does nothing any more. */
export async function findOwnAddressLink(
  db: Database,
  link: { secret: string; now: Date },
): Promise<OwnAddressLink | null> {
  for (const purpose of PURPOSES) {
    const found = await findToken(db, { ...link, purpose });
    if (found) return found.state === 'usable' ? await linkOf(db, found, purpose) : null;
  }
  return null;
}

async function linkOf(
  db: Database,
  found: FoundToken,
  purpose: OwnAddressLink['purpose'],
): Promise<OwnAddressLink | null> {
  const account = await readAccount(db, found.accountId);
  const change = account && (await openChange(db, account.id));
  if (!account || !change || account.state !== 'active' || account.deceased) return null;
  return { account, changeId: change.id, side: purpose === 'address-present' ? 'present' : 'new', purpose };
}

async function openChange(db: Database | Transaction, accountId: string) {
  const [change] = await db
    .select()
    .from(addressChange)
    .where(and(eq(addressChange.accountId, accountId), eq(addressChange.state, 'asked')));
  return change ?? null;
}

/**
 * What a link that was used has done, for who opens it or presses its button a second time; null when it did nothing, or
 * for a change that was given up since.
 */
export async function findConfirmedAddress(
  db: Database,
  link: { secret: string; now: Date },
): Promise<{ complete: boolean; side: 'present' | 'new' } | null> {
  for (const purpose of PURPOSES) {
    const found = await findToken(db, { ...link, purpose });
    if (found?.state !== 'used') continue;
    const isPresent = purpose === 'address-present';
    const [change] = await db
      .select({ state: addressChange.state })
      .from(addressChange)
      .innerJoin(token, eq(token.usedAt, isPresent ? addressChange.presentConfirmedAt : addressChange.newConfirmedAt))
      .where(
        and(
          eq(token.id, found.id),
          eq(addressChange.accountId, token.accountId),
          inArray(addressChange.state, ['asked', 'confirmed', 'done']),
        ),
      );
    return change ? { complete: change.state !== 'asked', side: isPresent ? 'present' : 'new' } : null;
  }
  return null;
}

/**
 * One of the two addresses says yes. When the other did before, the worker writes the change: `complete`. Each link is
 * good once; of two at the same moment, the second completes.
 */
export async function confirmOwnAddress(
  ctx: LinkContext,
  { secret }: { secret: string },
): Promise<{ ok: true; complete: boolean; side: 'present' | 'new' } | DeadLink> {
  const found = await findOwnAddressLink(ctx.db, { secret, now: ctx.now() });
  if (!found) return DEAD_LINK;
  const { account, side, purpose } = found;
  const actor = actorOf(account);
  return unlessLinkGone(() =>
    inTransaction({ ...ctx, actor }, async ({ db }) => {
      const now = ctx.now();
      // The account before the change, as everybody who writes both.
      await requireSelf({ actor }).lock(db);
      const [change] = await db
        .select()
        .from(addressChange)
        .where(and(eq(addressChange.id, found.changeId), eq(addressChange.state, 'asked')))
        .for('update');
      if (!change || !(await consumeToken(db, { secret, purpose, now }))) throw new LinkGoneError();
      const complete = (side === 'present' ? change.newConfirmedAt : change.presentConfirmedAt) !== null;
      await db
        .update(addressChange)
        .set({
          ...(side === 'present' ? { presentConfirmedAt: now } : { newConfirmedAt: now }),
          ...(complete ? { state: 'confirmed' as const } : {}),
        })
        .where(eq(addressChange.id, change.id));
      if (complete) await enqueue(db, [{ kind: 'own-address', ref: change.id }]);
      await writeAudit(db, actor, now, [
        { action: 'confirm-own-address', subject: { type: 'account', id: account.id }, after: { side, complete } },
      ]);
      return { ok: true, complete, side } as const;
    }),
  );
}
