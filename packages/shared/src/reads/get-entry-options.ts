import { and, eq, sql } from 'drizzle-orm';
import type { EntryMember, EntryOptions } from '../contracts/entries.ts';
import type { Database } from '../db/client.ts';
import { po } from '../db/tables/po.ts';
import type { CivilDate } from '../domain/dates.ts';
import { ROLE_LABELS, ROLES, type Role } from '../domain/roles.ts';
import { NotFoundError } from '../errors/errors.ts';
import { listSchoolOptions } from './list-school-options.ts';

/**
 * What can be chosen while a request about this PO is entered. `today` decides who is a member.
 * @throws NotFoundError when there is no such PO in the region
 */
export async function getEntryOptions(
  db: Database,
  regionId: string,
  poId: string | null,
  today: CivilDate,
): Promise<Pick<EntryOptions, 'members' | 'schools'>> {
  if (poId === null) return { members: [], schools: null };
  const [known] = await db
    .select({ id: po.id })
    .from(po)
    .where(and(eq(po.id, poId), eq(po.regionId, regionId)));
  if (!known) throw new NotFoundError(`no PO ${poId} in region ${regionId}`);
  const [members, schools] = await Promise.all([listMembers(db, poId, today), listSchoolOptions(db, poId)]);
  return { members, schools };
}

type Row = { personId: string; firstName: string; lastName: string; email: string | null; roles: Role[] };

async function listMembers(db: Database, poId: string, today: CivilDate): Promise<EntryMember[]> {
  const rows = await db.execute<Row>(sql`
    select p.id as "personId", p.first_name as "firstName", p.last_name as "lastName", p.email,
      coalesce((select jsonb_agg(distinct r.role) from role_assignment r
        where r.mandate_id = m.id and r.annulled_at is null and r.period @> ${today}::date), '[]') as roles
    from mandate m join person p on p.id = m.person_id
    where m.po_id = ${poId} and m.annulled_at is null and m.period @> ${today}::date and not p.deceased
    order by p.search, p.id`);
  return rows.map(({ roles, ...person }) => ({ ...person, roles: sayRoles(roles) }));
}

function sayRoles(roles: readonly Role[]): string {
  const said = ROLES.filter((role) => roles.includes(role)).map((role) => ROLE_LABELS[role]);
  return said.length === 0 ? 'Membre' : said.join(', ');
}
