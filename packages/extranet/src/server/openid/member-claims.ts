import type { Database } from '@guichet/shared/db/client';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { person } from '@guichet/shared/db/tables/person';
import { toldRoles } from '@guichet/shared/domain/platforms';
import { ROLES, type Role } from '@guichet/shared/domain/roles';
import type { MemberPo } from '@guichet/shared/auth/member-access';
import { eq } from 'drizzle-orm';

export type MemberClaims = {
  sub: string;
  name: string;
  given_name: string;
  family_name: string;
  email: string | undefined;
  email_verified: boolean;
  /** All roles of today, in any PO. */
  roles: Role[];
  /** The same, PO by PO. */
  pos: { fase: number; name: string; roles: Role[] }[];
};

/**
 * What a platform may be told of a member: as it stands in the register now, and of the roles only those that it is for.
 * `wanted` null: it is for everybody, and told all of them.
 */
export async function readMemberClaims(
  db: Database,
  member: { accountId: string; pos: readonly MemberPo[] },
  wanted: readonly Role[] | null,
): Promise<MemberClaims> {
  const [row] = await db
    .select({
      firstName: person.firstName,
      lastName: person.lastName,
      email: memberAccount.email,
      emailVerified: memberAccount.emailVerified,
    })
    .from(memberAccount)
    .innerJoin(person, eq(person.id, memberAccount.personId))
    .where(eq(memberAccount.id, member.accountId));
  if (!row) throw new Error('the account went away while it was read');
  const pos = member.pos
    .map(({ fase, name, roles }) => ({ fase, name, roles: toldRoles(wanted, roles) }))
    .filter(({ roles }) => wanted === null || roles.length > 0);
  return {
    sub: member.accountId,
    name: `${row.firstName} ${row.lastName}`,
    given_name: row.firstName,
    family_name: row.lastName,
    email: row.email ?? undefined,
    email_verified: row.emailVerified,
    roles: ROLES.filter((role) => pos.some((held) => held.roles.includes(role))),
    pos,
  };
}
