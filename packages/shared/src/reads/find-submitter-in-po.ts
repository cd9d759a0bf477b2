import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import type { CivilDate } from '../domain/dates.ts';
import { emailKey } from '../domain/email.ts';
import { ROLE_LABELS, ROLES, type Role } from '../domain/roles.ts';

/** The member of the PO behind an address, or whom staff recognised, with the roles of that day in French; null when there is none. */
export async function findSubmitterInPo(
  db: Database,
  { email, personId }: { email: string | null; personId: string | null },
  poId: string,
  today: CivilDate,
): Promise<{ name: string; roles: string[] } | null> {
  const [found] = await db.execute<{ name: string; roles: Role[] }>(sql`
    select p.first_name || ' ' || p.last_name as name,
      coalesce((select jsonb_agg(distinct r.role) from role_assignment r
        where r.mandate_id = m.id and r.annulled_at is null and r.period @> ${today}::date), '[]') as roles
    from person p join mandate m on m.person_id = p.id
    where (p.email_key = ${email === null ? null : emailKey(email)} or p.id = ${personId}::uuid) and m.po_id = ${poId} and m.annulled_at is null and m.period @> ${today}::date
    order by m.id limit 1`);
  if (!found) return null;
  return {
    name: found.name,
    roles: ROLES.filter((role) => found.roles.includes(role)).map((role) => ROLE_LABELS[role]),
  };
}
