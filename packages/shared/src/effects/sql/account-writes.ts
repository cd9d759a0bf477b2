import { and, eq, sql } from 'drizzle-orm';
import { ACTIVATION_DAYS, EMAIL_CONFIRMATION_DAYS, issueAccountToken } from '../../auth/issue-token.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { memberCredential } from '../../db/tables/member-credential.ts';
import { person } from '../../db/tables/person.ts';
import { staffTask } from '../../db/tables/staff-task.ts';
import { brusselsInstant } from '../../domain/brussels-time.ts';
import { addDays, type CivilDate, compareDates, dayAfter } from '../../domain/dates.ts';
import { formatName } from '../../domain/names.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { enqueue } from '../../queue/outbox.ts';
import type { Writing } from '../apply-effects.ts';
import { oneRow } from './one-row.ts';
import type { Writes } from './writes.ts';

/** The hour in Brussels at which mails of a day leave: early, but not at night. */
const MORNING = 7;

export const accountWrites: Writes<
  | 'invite'
  | 'hold-account'
  | 'reopen-account'
  | 'announce-mandate'
  | 'close-account'
  | 'readdress-invitation'
  | 'propose-sign-in-address'
> = {
  invite: (writing, { accountId, personId, email, on }) => {
    writing.afterwards.push(async () => {
      const name = await nameOf(writing, personId);
      await writing.tx
        .insert(memberAccount)
        .values({ id: accountId, personId, name, email, state: 'invited', createdBy: writing.causeId });
      await sendActivation(writing, { accountId, personId, email, name, on });
    });
    auditAccount(writing, 'invite', accountId, { personId, email });
  },

  'hold-account': (writing, { accountId, personId, email }) => {
    writing.afterwards.push(async () => {
      const name = await nameOf(writing, personId);
      await writing.tx
        .insert(memberAccount)
        .values({ id: accountId, personId, name, email: null, state: 'waiting', createdBy: writing.causeId });
      await writing.tx
        .insert(staffTask)
        .values({
          kind: 'account-waiting',
          ref: accountId,
          reason: `${name} attend une adresse mail personnelle : la sienne sert déjà à se connecter à quelqu’un d’autre.`,
          detail: { personId },
        })
        .onConflictDoNothing();
    });
    auditAccount(writing, 'hold-account', accountId, { personId, email });
  },

  'reopen-account': (writing, { accountId, personId, email, on }) => {
    writing.afterwards.push(() => inviteAgain(writing, accountId, personId, email, on));
    auditAccount(writing, 'reopen-account', accountId, { personId, email });
  },

  'announce-mandate': (writing, { mandateId, personId, poId, email }) => {
    writing.afterwards.push(async () => {
      await queueMail(writing.tx, {
        kind: 'mandate-added',
        causeKey: `mandate-added:${mandateId}`,
        to: { address: email, name: await nameOf(writing, personId) },
        personId,
        requestId: writing.requestId,
        params: { poId, mandateId },
      });
    });
  },

  'close-account': (writing, { accountId, after }) => {
    writing.afterwards.push(() =>
      enqueue(writing.tx, [
        { kind: 'close-account', ref: `${accountId}/${after}`, nextAt: brusselsInstant(dayAfter(after)) },
      ]),
    );
    auditAccount(writing, 'plan-account-closing', accountId, { after });
  },

  'readdress-invitation': (writing, { accountId, personId, email }) => {
    writing.afterwards.push(() => inviteAgain(writing, accountId, personId, email, writing.today));
    auditAccount(writing, 'readdress-invitation', accountId, { email });
  },

  'propose-sign-in-address': (writing, { accountId, personId, from, to }) => {
    writing.afterwards.push(async () => {
      const rows = await writing.tx
        .update(memberAccount)
        .set({ pendingEmail: to, updatedAt: writing.now })
        .where(and(eq(memberAccount.id, accountId), eq(memberAccount.state, 'active')))
        .returning({ name: memberAccount.name });
      const { name } = oneRow(rows, 'active account', accountId);
      const tokenId = await issueAccountToken(writing.tx, {
        keys: writing.tokenKeys,
        purpose: 'email-confirmation',
        accountId,
        email: to,
        now: writing.now,
        expiresAt: new Date(writing.now.getTime() + EMAIL_CONFIRMATION_DAYS * 86_400_000),
      });
      const about = { personId, accountId, requestId: writing.requestId };
      await queueMail(writing.tx, {
        kind: 'confirm-new-address',
        causeKey: `confirm-new-address:${tokenId}`,
        to: { address: to, name },
        tokenId,
        ...about,
      });
      await queueMail(writing.tx, {
        kind: 'address-change-notice',
        causeKey: `address-change-asked:${tokenId}`,
        to: { address: from, name },
        params: { stage: 'asked' },
        ...about,
      });
    });
    auditAccount(writing, 'propose-sign-in-address', accountId, { from, to });
  },
};

async function inviteAgain(
  writing: Writing,
  accountId: string,
  personId: string,
  email: string,
  on: CivilDate,
): Promise<void> {
  const rows = await writing.tx
    .update(memberAccount)
    .set({ state: 'invited', email, emailVerified: false, pendingEmail: null, closedAt: null, updatedAt: writing.now })
    .where(eq(memberAccount.id, accountId))
    .returning({ name: memberAccount.name });
  const { name } = oneRow(rows, 'account', accountId);
  // Whoever knew the former password proves nothing about the new address.
  await writing.tx
    .update(memberCredential)
    .set({ password: null, updatedAt: writing.now })
    .where(eq(memberCredential.userId, accountId));
  await sendActivation(writing, { accountId, personId, email, name, on });
}

type Invitation = { accountId: string; personId: string; email: string; name: string; on: CivilDate };

/** The link lives 14 days from the day its mail leaves. */
async function sendActivation(writing: Writing, { accountId, personId, email, name, on }: Invitation): Promise<void> {
  const ahead = compareDates(on, writing.today) > 0;
  const leaves = ahead ? on : writing.today;
  const tokenId = await issueAccountToken(writing.tx, {
    keys: writing.tokenKeys,
    purpose: 'activation',
    accountId,
    now: writing.now,
    expiresAt: brusselsInstant(addDays(leaves, ACTIVATION_DAYS + 1)),
  });
  await queueMail(writing.tx, {
    kind: 'activation',
    causeKey: `activation:${tokenId}`,
    to: { address: email, name },
    personId,
    accountId,
    tokenId,
    requestId: writing.requestId,
    ...(ahead ? { notBefore: brusselsInstant(on, MORNING) } : {}),
  });
}

async function nameOf(writing: Writing, personId: string): Promise<string> {
  const created = writing.persons.find((row) => row.id === personId);
  if (created) return formatName(created);
  const rows = await writing.tx
    .select({ firstName: person.firstName, lastName: person.lastName })
    .from(person)
    .where(eq(person.id, sql`${personId}::uuid`));
  return formatName(oneRow(rows, 'person', personId));
}

function auditAccount(writing: Writing, action: string, accountId: string, after: unknown): void {
  writing.audits.push({ action, subject: { type: 'account', id: accountId }, after });
}
