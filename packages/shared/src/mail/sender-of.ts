import { type SQL, sql } from 'drizzle-orm';
import { SETTINGS } from '../settings/settings.ts';

/** `region g` as the foot of a mail names it: a `Sender`, as JSON. */
export const senderOf: SQL = sql`jsonb_build_object('name', g.name, 'email', g.email, 'phone', g.phone, 'signature', coalesce(
  (select value #>> '{}' from setting where region_id = g.id and key = 'mail-signature'), ${SETTINGS['mail-signature'].given}::text))`;
