import { type SQL, sql } from 'drizzle-orm';
import type { Role } from '../../domain/roles.ts';

/** Whether a person, `h` in the statement, may be written to at all. */
export function isWritable(): SQL {
  return sql`not h.deceased and h.erased_at is null and h.merged_into is null`;
}

/** Whether a mail reaches a person `h`, with what is suppressed joined as `b`. */
export function isReachable(): SQL {
  return sql`(h.email is not null and b.address_key is null)`;
}

/** Whether somebody holds a role in the PO `p` on a day; `reachable`: somebody whom a mail reaches. */
export function isHeld(role: Role, { day, reachable }: { day: SQL; reachable: boolean }): SQL {
  return sql`exists (
    select from role_assignment r join mandate m on m.id = r.mandate_id join person h on h.id = m.person_id
      ${reachable ? sql`left join mail_suppression b on b.address_key = h.email_key` : sql``}
    where m.po_id = p.id and r.role = ${role} and r.annulled_at is null and r.period @> ${day}
      and m.annulled_at is null and ${isWritable()} ${reachable ? sql`and ${isReachable()}` : sql``})`;
}
