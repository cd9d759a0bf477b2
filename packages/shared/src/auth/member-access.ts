import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '../commands/context.ts';
import type { Database } from '../db/client.ts';
import { mandate } from '../db/tables/mandate.ts';
import { memberAccount } from '../db/tables/member-account.ts';
import { person } from '../db/tables/person.ts';
import { po } from '../db/tables/po.ts';
import { roleAssignment } from '../db/tables/role-assignment.ts';
import type { CivilDate } from '../domain/dates.ts';
import { ROLES, type Role } from '../domain/roles.ts';

export type MemberActor = Extract<Actor, { kind: 'member' }>;

/** A PO where the member holds a mandate today, with the roles held today. */
export type MemberPo = { poId: string; fase: number; name: string; roles: Role[] };

export type MemberSession = {
  actor: MemberActor;
  firstName: string;
  /** With which they sign in. */
  email: string;
  demo: boolean;
} & (
  | { access: 'open'; pos: MemberPo[] }
  /** No mandate today: nothing may be seen. */
  | { access: 'closed' }
);

/**
 * What an active account opens on `today` (civil date in Brussels). Dates decide, not a job that ran at night: a
 * mandate whose period holds today, not annulled, of a living person. Null when the account was never activated.
 */
export async function readMember(db: Database, accountId: string, today: CivilDate): Promise<MemberSession | null> {
  const [account] = await db
    .select({
      personId: memberAccount.personId,
      name: memberAccount.name,
      state: memberAccount.state,
      email: memberAccount.email,
      demo: memberAccount.demo,
      firstName: person.firstName,
      deceased: person.deceased,
    })
    .from(memberAccount)
    .innerJoin(person, eq(person.id, memberAccount.personId))
    .where(eq(memberAccount.id, accountId));
  if (!account || (account.state !== 'active' && account.state !== 'closed')) return null;
  const actor: MemberActor = { kind: 'member', id: accountId, label: account.name, personId: account.personId };
  const shut = account.state === 'closed' || account.deceased;
  const pos = shut ? [] : await listPosHeldOn(db, account.personId, today);
  const { firstName, demo } = account;
  const member = { actor, firstName, demo, email: account.email ?? '' };
  return pos.length === 0 ? { ...member, access: 'closed' } : { ...member, access: 'open', pos };
}

async function listPosHeldOn(db: Database, personId: string, today: CivilDate): Promise<MemberPo[]> {
  const rows = await db
    .select({ poId: po.id, fase: po.fase, name: po.name, role: roleAssignment.role })
    .from(mandate)
    .innerJoin(po, eq(po.id, mandate.poId))
    .leftJoin(
      roleAssignment,
      and(
        eq(roleAssignment.mandateId, mandate.id),
        isNull(roleAssignment.annulledAt),
        sql`${roleAssignment.period} @> ${today}::date`,
      ),
    )
    .where(and(eq(mandate.personId, personId), isNull(mandate.annulledAt), sql`${mandate.period} @> ${today}::date`))
    .orderBy(po.name, po.fase);
  const byPo = new Map<string, MemberPo>();
  for (const { role, ...row } of rows) {
    const held = byPo.get(row.poId) ?? { ...row, roles: [] };
    if (role !== null) held.roles.push(role);
    byPo.set(row.poId, held);
  }
  return [...byPo.values()].map((held) => ({ ...held, roles: ROLES.filter((role) => held.roles.includes(role)) }));
}
