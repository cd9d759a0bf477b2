import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { addressLeft, closedWith, leaveAddress } from '../../commands/accounts/leave-address.ts';
import { voidAddressChanges } from '../../commands/accounts/void-address-changes.ts';
import { dropFactors } from '../../commands/own-sign-in/drop-factors.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { memberCredential } from '../../db/tables/member-credential.ts';
import { staffTask } from '../../db/tables/staff-task.ts';
import { token } from '../../db/tables/token.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { brusselsInstant, MORNING } from '../../domain/brussels-time.ts';
import { type CivilDate, compareDates, dayAfter } from '../../domain/dates.ts';
import { enqueue } from '../../queue/outbox.ts';
import type { Writing } from '../apply-effects.ts';
import { nameOf } from './name-of.ts';
import { oneRow } from './one-row.ts';
import type { Writes } from './writes.ts';

export const accountWrites: Writes<
  | 'invite'
  | 'leave-address'
  | 'hold-account'
  | 'reopen-account'
  | 'restore-account'
  | 'announce-mandate'
  | 'close-account'
  | 'readdress-invitation'
  | 'propose-sign-in-address'
  | 'withdraw-sign-in-address'
> = {
  invite: (writing, { accountId, personId, email, on }) => {
    const name = nameOf(personId);
    writing.accounts.push({ id: accountId, personId, name, email, state: 'invited', createdBy: writing.causeId });
    sendActivation(writing, { accountId, personId, email, on });
    auditAccount(writing, 'invite', accountId, { personId, email });
  },

  // At once: the account that takes the address is among the rows that are written together.
  'leave-address': (writing, { accountId, email }) => {
    writing.send(oneRow(leaveAddress(writing.tx, { accountId, email }, writing.now), 'closed account', accountId));
    writing.audit(addressLeft(accountId, email));
  },

  'hold-account': (writing, { accountId, personId, email }) => {
    const { tx, now, requestId } = writing;
    const name = nameOf(personId);
    const held = { state: 'waiting' as const, email: null };
    writing.afterwards.push(() => {
      // Also of one that is closed, or invited at an address that is theirs no more: its links die.
      writing.send(
        tx
          .insert(memberAccount)
          .values({ id: accountId, personId, name, ...held, createdBy: writing.causeId })
          .onConflictDoUpdate({
            target: memberAccount.id,
            set: {
              ...held,
              emailVerified: false,
              pendingEmail: null,
              closedAt: null,
              activatedAt: null,
              updatedAt: now,
            },
          }),
      );
      forgetWaysIn(writing, accountId);
      writing.send(voidLinks(writing, accountId));
      const told = {
        reason: sql`${name} || ${WAITS_FOR_ADDRESS}`,
        detail: { personId, accountId },
      };
      writing.send(
        tx
          .insert(staffTask)
          .values({ kind: 'account-waiting', ref: accountId, ...told })
          .onConflictDoUpdate({
            target: [staffTask.kind, staffTask.ref],
            set: { ...told, createdAt: now, doneAt: null, doneBy: null },
          }),
      );
    });
    // A list of members tells nobody: staff see who waits, and choose when people hear of it.
    if (requestId !== null) {
      writing.mails.push({
        kind: 'address-shared',
        causeKey: `address-shared:${accountId}:${writing.causeId}`,
        to: { address: email, name },
        ...{ personId, accountId, requestId },
      });
    }
    auditAccount(writing, 'hold-account', accountId, { personId, email });
  },

  'reopen-account': (writing, { accountId, personId, email, on }) => {
    inviteAgain(writing, { accountId, personId, email, on });
    auditAccount(writing, 'reopen-account', accountId, { personId, email });
  },

  'restore-account': (writing, { accountId, personId, mandateId, email, on }) => {
    const { tx, now, today, requestId } = writing;
    writing.afterwards.push(() => {
      const rows = tx
        .update(memberAccount)
        .set({ state: 'active', closedAt: null, updatedAt: now })
        .where(closedWith(accountId, email))
        .returning({ id: memberAccount.id });
      writing.send(oneRow(rows, 'closed account', accountId));
    });
    writing.mails.push({
      kind: 'account-reopened',
      causeKey: `account-reopened:${accountId}:${writing.causeId}`,
      to: { address: email, name: nameOf(personId) },
      ...{ personId, accountId, requestId },
      params: { mandateId },
      ...(compareDates(on, today) > 0 ? { notBefore: brusselsInstant(on, MORNING) } : {}),
    });
    auditAccount(writing, 'reopen-account', accountId, { personId, email });
  },

  'announce-mandate': (writing, { mandateId, personId, poId, email }) => {
    writing.mails.push({
      kind: 'mandate-added',
      causeKey: `mandate-added:${mandateId}`,
      to: { address: email, name: nameOf(personId) },
      personId,
      requestId: writing.requestId,
      params: { poId, mandateId },
    });
  },

  'close-account': (writing, { accountId, after }) => {
    writing.afterwards.push(() => {
      const entry = { ref: `${accountId}/${after}`, nextAt: brusselsInstant(dayAfter(after)) };
      writing.send(enqueue(writing.tx, [{ kind: 'close-account', ...entry }]));
    });
    auditAccount(writing, 'plan-account-closing', accountId, { after });
  },

  'readdress-invitation': (writing, { accountId, personId, email, on = writing.today }) => {
    inviteAgain(writing, { accountId, personId, email, on });
    auditAccount(writing, 'readdress-invitation', accountId, { email });
  },

  'propose-sign-in-address': (writing, { accountId, personId, from, to }) => {
    const { now, tokenKeys: keys } = writing;
    writing.afterwards.push(() => {
      const rows = writing.tx
        .update(memberAccount)
        .set({ pendingEmail: to, updatedAt: now })
        .where(and(eq(memberAccount.id, accountId), eq(memberAccount.state, 'active')))
        .returning({ id: memberAccount.id });
      writing.send(oneRow(rows, 'active account', accountId));
      // What the person had asked for before no longer fits what is recorded.
      writing.send(voidAddressChanges(writing.tx, accountId, now));
    });
    const tokenId = randomUUID();
    const expiresAt = { life: 'address-link' as const, leaves: now };
    writing.tokens.push({ id: tokenId, keys, purpose: 'email-confirmation', accountId, email: to, now, expiresAt });
    const name = nameOf(personId);
    const about = { personId, accountId, requestId: writing.requestId };
    writing.mails.push({
      kind: 'confirm-new-address',
      causeKey: `confirm-new-address:${tokenId}`,
      to: { address: to, name },
      tokenId,
      ...about,
    });
    writing.mails.push({
      kind: 'address-change-notice',
      causeKey: `address-change-asked:${tokenId}`,
      to: { address: from, name },
      params: { stage: 'asked' },
      ...about,
    });
    auditAccount(writing, 'propose-sign-in-address', accountId, { from, to });
  },

  'withdraw-sign-in-address': (writing, { accountId, to }) => {
    const { tx, now } = writing;
    writing.afterwards.push(() => {
      const rows = tx
        .update(memberAccount)
        .set({ pendingEmail: null, updatedAt: now })
        .where(and(eq(memberAccount.id, accountId), eq(memberAccount.pendingEmail, to)))
        .returning({ id: memberAccount.id });
      writing.send(oneRow(rows, 'account with a proposed address', accountId));
      const links = and(eq(token.accountId, accountId), eq(token.purpose, 'email-confirmation'), isNull(token.usedAt));
      writing.send(
        tx
          .update(token)
          .set({ voidedAt: now })
          .where(and(links, isNull(token.voidedAt))),
      );
    });
    auditAccount(writing, 'withdraw-sign-in-address', accountId, { to });
  },
};

type Invitation = { accountId: string; personId: string; email: string; on: CivilDate };

function inviteAgain(writing: Writing, invitation: Invitation): void {
  const { accountId, email } = invitation;
  const { tx, now: updatedAt } = writing;
  writing.afterwards.push(() => {
    const rows = tx
      .update(memberAccount)
      .set({
        ...{ state: 'invited', email, emailVerified: false, pendingEmail: null, updatedAt },
        ...{ closedAt: null, activatedAt: null },
      })
      .where(eq(memberAccount.id, accountId))
      .returning({ id: memberAccount.id });
    writing.send(oneRow(rows, 'account', accountId));
    forgetWaysIn(writing, accountId);
  });
  sendActivation(writing, invitation);
}

/** Whoever knew the former password proves nothing about the new address. */
function forgetWaysIn({ tx, now: updatedAt, send }: Writing, accountId: string): void {
  const former = eq(memberCredential.userId, accountId);
  send(tx.update(memberCredential).set({ password: null, updatedAt }).where(former));
  send(dropFactors(tx, 'member', accountId));
}

function voidLinks({ tx, now: voidedAt }: Writing, accountId: string) {
  const open = and(eq(token.accountId, accountId), isNull(token.usedAt), isNull(token.voidedAt));
  return tx.update(token).set({ voidedAt }).where(open);
}

const WAITS_FOR_ADDRESS =
  ' attend une adresse mail personnelle : la sienne sert déjà à se connecter à quelqu’un d’autre. Demandez-lui une adresse à elle, et notez-la dans sa fiche : l’invitation partira d’elle-même. Elle partira aussi si l’autre personne quitte cette adresse ou n’a plus de mandat.';

/** The link lives whole days from the day its mail leaves: it ends at midnight. */
function sendActivation(writing: Writing, { accountId, personId, email, on }: Invitation): void {
  const { now, today, tokenKeys: keys } = writing;
  const ahead = compareDates(on, today) > 0;
  const expiresAt = { life: 'activation-link' as const, leaves: brusselsInstant(dayAfter(ahead ? on : today)) };
  const tokenId = randomUUID();
  writing.tokens.push({ id: tokenId, keys, purpose: 'activation', accountId, now, expiresAt });
  writing.mails.push({
    kind: 'activation',
    causeKey: `activation:${tokenId}`,
    to: { address: email, name: nameOf(personId) },
    personId,
    accountId,
    tokenId,
    requestId: writing.requestId,
    ...(ahead ? { notBefore: brusselsInstant(on, MORNING) } : {}),
  });
}

function auditAccount(writing: Writing, action: AuditAction, accountId: string, after: unknown): void {
  writing.audit({ action, subject: { type: 'account', id: accountId }, after });
}
