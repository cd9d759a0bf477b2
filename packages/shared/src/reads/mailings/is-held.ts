import { type SQL, sql } from 'drizzle-orm';
import type { Role } from '../../domain/roles.ts';

/** Whether somebody holds a role in the PO `p` on a day; `reachable`: somebody whom a mail reaches. */
export function isHeld(role: Role, { day, reachable }: { day: SQL; reachable: boolean }): SQL {
  return sql`exists (
    select from role_holder k where k.po_id = p.id and k.role = ${role} and k.since <= ${day} and k.until > ${day}
      ${reachable ? sql`and k.obstacle is null` : sql``})`;
}
