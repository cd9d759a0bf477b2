import { and, eq, gt, ne, sql } from 'drizzle-orm';
import { issueAccountToken } from '../../auth/issue-token.ts';
import type { Transaction } from '../../db/client.ts';
import { addressChange } from '../../db/tables/address-change.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { emailKey, emailProblem, sameEmail } from '../../domain/email.ts';
import { ConflictError, InvalidInputError } from '../../errors/errors.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireSelf, type SecurityOptions } from '../own-sign-in/own-account.ts';
import { writeAudit } from '../write-audit.ts';
import { voidAddressChanges } from './void-address-changes.ts';

const day = 24 * 3_600_000;
/** Each writes to an address that may be anybody's. */
const PER_DAY = 5;

/**
 * A member wants another address: a link goes to the present one and one to the new one, and nothing changes before both
 * are confirmed. Where the new one opens another account, its owner is told instead of getting a link; who asks is told
 * the same. An earlier wish is void.
 * @throws InvalidInputError for what is no address or the present one, ConflictError after too many in a day
 */
export async function askOwnAddress(
  ctx: Context,
  { email }: { email: string },
  { tokenKeys }: Pick<SecurityOptions, 'tokenKeys'>,
): Promise<void> {
  const self = requireSelf(ctx);
  const problem = emailProblem(email);
  if (problem !== null) throw invalid(problem);
  const to = emailKey(email);
  await inTransaction(ctx, async ({ db, now: clock }) => {
    const now = clock();
    const account = await self.lock(db);
    if (sameEmail(account.email, to)) throw invalid('C’est déjà l’adresse de votre compte.');
    await refuseTooMany(db, account.id, now);
    await voidAddressChanges(db, account.id, now);
    const [change] = await db
      .insert(addressChange)
      .values({ accountId: account.id, presentAddress: account.email, wantedAddress: to, askedAt: now })
      .returning({ id: addressChange.id });
    if (!change) throw new Error('The change of address was not written.');
    const write = writer(db, { keys: tokenKeys, accountId: account.id, changeId: change.id, now });
    await write('present', account.email);
    await write((await opensAnother(db, account.id, to)) ? 'taken' : 'new', to);
    await writeAudit(db, self.actor, now, [
      { action: 'ask-own-address', subject: self.subject, before: { email: account.email }, after: { email: to } },
    ]);
  });
}

/** Takes the wish back, with its links. */
export async function cancelOwnAddress(ctx: Context): Promise<void> {
  const self = requireSelf(ctx);
  await inTransaction(ctx, async ({ db, now }) => {
    const account = await self.lock(db);
    if ((await voidAddressChanges(db, account.id, now())) === 0) return;
    await writeAudit(db, self.actor, now(), [{ action: 'cancel-own-address', subject: self.subject }]);
  });
}

type Wish = { keys: readonly string[]; accountId: string; changeId: string; now: Date };

function writer(tx: Transaction, { keys, accountId, changeId, now }: Wish) {
  return async (stage: 'present' | 'new' | 'taken', address: string): Promise<void> => {
    const expiresAt = { life: 'own-address-link' as const, leaves: now };
    const tokenId =
      stage === 'taken'
        ? null
        : await issueAccountToken(tx, {
            ...{ keys, purpose: `address-${stage}` as const, accountId, expiresAt, now, email: address },
          });
    await queueMail(tx, {
      kind: 'own-address',
      causeKey: `own-address:${changeId}:${stage}`,
      to: { address },
      accountId,
      tokenId,
      params: { stage },
    });
  };
}

async function opensAnother(tx: Transaction, accountId: string, address: string): Promise<boolean> {
  const [other] = await tx
    .select({ id: memberAccount.id })
    .from(memberAccount)
    .where(
      and(
        ...[ne(memberAccount.id, accountId), ne(memberAccount.state, 'closed')],
        sql`lower(${memberAccount.email}) = ${address}`,
      ),
    );
  return other !== undefined;
}

async function refuseTooMany(tx: Transaction, accountId: string, now: Date): Promise<void> {
  const lately = and(eq(addressChange.accountId, accountId), gt(addressChange.askedAt, new Date(now.getTime() - day)));
  if ((await tx.$count(addressChange, lately)) < PER_DAY) return;
  throw new ConflictError(`The account ${accountId} asked for ${PER_DAY} addresses today.`, {
    userMessage:
      'Vous avez déjà demandé plusieurs changements aujourd’hui. Réessayez demain, ou écrivez au secrétariat.',
  });
}

function invalid(message: string): InvalidInputError {
  return new InvalidInputError('no new address', [{ path: 'email', message }], { userMessage: message });
}
