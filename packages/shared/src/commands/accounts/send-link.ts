import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { issueAccountToken } from '../../auth/issue-token.ts';
import type { Transaction } from '../../db/client.ts';
import { mandate } from '../../db/tables/mandate.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { type TokenPurpose, token } from '../../db/tables/token.ts';
import { brusselsInstant, MORNING } from '../../domain/brussels-time.ts';
import { type CivilDate, dayAfter, todayInBrussels } from '../../domain/dates.ts';
import type { MailKind } from '../../mail/mail-kinds.ts';
import { type NewMail, queueMail } from '../../mail/queue-mail.ts';
import type { LinkLife } from '../../settings/link-lives.ts';
import type { AccountOfLink, LinkContext } from './account-context.ts';
import { startActivationClocks } from './activation-clock.ts';

export type LinkPurpose = Extract<TokenPurpose, 'activation' | 'password-reset' | 'email-confirmation' | 'sign-in'>;

const hour = 3_600_000;
const kinds: Record<LinkPurpose, { mail: MailKind; life: LinkLife }> = {
  activation: { mail: 'activation', life: 'activation-link' },
  'password-reset': { mail: 'password-reset', life: 'password-link' },
  'email-confirmation': { mail: 'confirm-new-address', life: 'address-link' },
  'sign-in': { mail: 'sign-in-link', life: 'sign-in-link' },
};

/** Anyone can ask for a mail to anybody: so many and no more, whoever asks. Who lives by links needs one a day and more. */
const often = { pauseMs: 5 * 60_000, perDay: 5 };
const limits: Record<LinkPurpose, typeof often> = {
  activation: often,
  'password-reset': often,
  'email-confirmation': often,
  'sign-in': { pauseMs: 2 * 60_000, perDay: 12 },
};

/**
 * Issues a link and queues its mail, unless one left just before. Answers whether a mail is on its way because of this
 * call; who asked is told the same either way.
 */
export async function sendLink(
  tx: Transaction,
  ctx: LinkContext,
  account: AccountOfLink,
  purpose: LinkPurpose,
): Promise<boolean> {
  // Two at once wait for each other here, so that the count below holds.
  await tx.select({ id: memberAccount.id }).from(memberAccount).where(eq(memberAccount.id, account.id)).for('update');
  const address = purpose === 'email-confirmation' ? account.pendingEmail : account.email;
  if (address === null || (await isEnough(tx, ctx.now(), account.id, purpose))) return false;
  if (purpose === 'activation' && !(await hasMandateToday(tx, account.personId, ctx.now()))) return false;
  await queueLink(tx, ctx, { account, purpose, address });
  return true;
}

/**
 * Issues the link, which voids the older ones of its purpose, and queues its mail. `on`: the day on which it leaves, in the
 * morning, when that is later than today; the link lives from then.
 */
export async function queueLink(
  tx: Transaction,
  { now: clock, tokenKeys }: Pick<LinkContext, 'now' | 'tokenKeys'>,
  wanted: {
    account: { id: string; personId: string; name: string };
    purpose: LinkPurpose;
    address: string;
    on?: CivilDate | undefined;
  },
): Promise<void> {
  const { account, purpose, address, on } = wanted;
  const { mail, life } = kinds[purpose];
  const now = clock();
  const leaves = on === undefined ? now : brusselsInstant(on, MORNING);
  const tokenId = await issueAccountToken(tx, {
    keys: tokenKeys,
    purpose,
    accountId: account.id,
    // An invitation works through its last day, which its mail names.
    expiresAt: { life, leaves: purpose === 'activation' ? brusselsInstant(dayAfter(todayInBrussels(leaves))) : leaves },
    now,
    ...(purpose === 'email-confirmation' ? { email: address } : {}),
  });
  const letter: NewMail = {
    kind: mail,
    causeKey: `${mail}:${tokenId}`,
    to: { address, name: account.name },
    personId: account.personId,
    accountId: account.id,
    tokenId,
    ...(on === undefined ? {} : { notBefore: leaves }),
  };
  await queueMail(tx, letter);
  await startActivationClocks(tx, [letter], now);
}

/** Before the first day, the invitation waits for its morning: a link sent now would replace it, and be too old then. */
async function hasMandateToday(tx: Transaction, personId: string, now: Date): Promise<boolean> {
  const [held] = await tx
    .select({ id: mandate.id })
    .from(mandate)
    .where(
      and(
        eq(mandate.personId, personId),
        isNull(mandate.annulledAt),
        sql`${mandate.period} @> ${todayInBrussels(now)}::date`,
      ),
    )
    .limit(1);
  return held !== undefined;
}

async function isEnough(tx: Transaction, now: Date, accountId: string, purpose: LinkPurpose): Promise<boolean> {
  const { pauseMs, perDay } = limits[purpose];
  const recent = await tx
    .select({ createdAt: token.createdAt })
    .from(token)
    .where(
      and(
        eq(token.accountId, accountId),
        eq(token.purpose, purpose),
        gt(token.createdAt, new Date(now.getTime() - 24 * hour)),
      ),
    )
    .orderBy(desc(token.createdAt))
    .limit(perDay);
  const [newest] = recent;
  if (!newest) return false;
  return recent.length === perDay || now.getTime() - newest.createdAt.getTime() < pauseMs;
}
