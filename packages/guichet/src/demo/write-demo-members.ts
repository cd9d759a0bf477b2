import { hashPassword } from '@guichet/shared/auth/password';
import type { Transaction } from '@guichet/shared/db/client';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { memberCredential } from '@guichet/shared/db/tables/member-credential';
import { brusselsInstant } from '@guichet/shared/domain/brussels-time';
import { type CivilDate, dayAfter } from '@guichet/shared/domain/dates';
import { derivedId } from '@guichet/shared/domain/hash';
import { formatName } from '@guichet/shared/domain/names';
import { type ApplyOptions, applyEffects } from '@guichet/shared/effects/apply-effects';
import type { Effect } from '@guichet/shared/effects/effect';
import type { DemoMandate, DemoMember } from './demo-members.ts';
import { demoPoId } from './write-demo-pos.ts';

/**
 * Writes people, mandates, roles and accounts by the same effects that requests are applied with, so that they have
 * the same cause and audit. `passwords` by seat: those accounts can sign in.
 */
export async function writeDemoMembers(
  tx: Transaction,
  members: readonly DemoMember[],
  passwords: Readonly<Record<string, string>>,
  options: ApplyOptions,
): Promise<void> {
  const made = members.flatMap((member) => [...personEffects(member), ...waitingEffects(member)]);
  await applyEffects(tx, made, options);
  // What ends or closes something needs its row.
  await applyEffects(tx, members.flatMap(endEffects), options);
  const ready = members.filter(({ account }) => account === 'active' || account === 'closed');
  await tx.insert(memberAccount).values(ready.map((member) => accountRow(member, options)));
  const signIns = await Promise.all(
    Object.entries(passwords).map(async ([key, password]) => ({
      userId: demoAccountId(key),
      accountId: demoAccountId(key),
      providerId: 'credential',
      password: await hashPassword(password),
    })),
  );
  await tx.insert(memberCredential).values(signIns);
}

/** The hour in Brussels at which the members of the demonstration activated their accounts. */
const ACTIVATED_AT = 18;

/** The invitations sent on `day` to who has not activated an account yet; future members get theirs on their first day. */
export function invitations(members: readonly DemoMember[], day: CivilDate): Effect[] {
  return members.flatMap(({ key, id: personId, email, account, mandates }): Effect[] => {
    const start = mandates[0]?.period.from;
    if (account !== 'invited' || email === null || start === undefined) return [];
    return [{ kind: 'invite', accountId: demoAccountId(key), personId, email, on: start > day ? start : day }];
  });
}

export function demoAccountId(key: string): string {
  return derivedId('demo', 'account', key);
}

function personEffects(member: DemoMember): Effect[] {
  const { id: personId, lastName, firstName, birthDate, email, phone, address } = member;
  return [
    { kind: 'create-person', personId, lastName, firstName, birthDate, email, phone, address },
    ...member.mandates.flatMap((mandate, index) => mandateEffects(member, mandate, index)),
  ];
}

function endEffects(member: DemoMember): Effect[] {
  const dead: Effect[] = member.deceased ? [{ kind: 'mark-deceased', personId: member.id }] : [];
  return [
    ...dead,
    ...member.mandates.flatMap(({ period, endReason }, index): Effect[] =>
      period.to === null || endReason === null
        ? []
        : [{ kind: 'end-mandate', mandateId: mandateIdOf(member, index), on: period.to, reason: endReason }],
    ),
  ];
}

function mandateIdOf({ key }: DemoMember, index: number): string {
  return derivedId('demo', 'mandate', key, String(index));
}

function mandateEffects(member: DemoMember, { poIndex, period, roles }: DemoMandate, index: number): Effect[] {
  const mandateId = mandateIdOf(member, index);
  return [
    { kind: 'open-mandate', mandateId, personId: member.id, poId: demoPoId(poIndex), ...period },
    ...roles.map((role): Effect => {
      const roleId = derivedId('demo', 'role', member.key, String(index), role);
      return { kind: 'assign-role', roleId, mandateId, role, ...period };
    }),
  ];
}

function waitingEffects({ key, id: personId, email, account }: DemoMember): Effect[] {
  return account === 'shared' && email !== null
    ? [{ kind: 'hold-account', accountId: demoAccountId(key), personId, email }]
    : [];
}

function accountRow(member: DemoMember, { causeId }: ApplyOptions): typeof memberAccount.$inferInsert {
  const { key, id: personId, email, account, mandates } = member;
  const period = mandates[0]?.period;
  if (!period) throw new RangeError(`Seat ${key} has no mandate.`);
  const closed = account === 'closed';
  const activatedAt = brusselsInstant(period.from, ACTIVATED_AT);
  return {
    id: demoAccountId(key),
    personId,
    name: formatName(member),
    email,
    emailVerified: true,
    state: closed ? 'closed' : 'active',
    activatedAt,
    createdAt: activatedAt,
    closedAt: closed && period.to !== null ? brusselsInstant(dayAfter(period.to)) : null,
    createdBy: causeId,
  };
}
