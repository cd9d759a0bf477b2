import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { formatPhone } from '../../domain/phone.ts';

type Known = {
  first_name: string;
  last_name: string;
  phone: string | null;
  earlier: { field: string; value: string }[];
  addresses: string[];
  homonym: boolean;
};

/**
 * Where a person may be named in what is about others, and by which patterns (POSIX): requests of their POs, those that
 * were planned with them, those they sent and those that bear their names. A name, address or number that somebody else
 * has too is left: it says as much of the other one.
 */
export async function mentionsOf(
  db: Transaction,
  personId: string,
  poIds: readonly string[],
): Promise<{ patterns: string[]; requestIds: string[] }> {
  const [known] = await db.execute<Known>(sql`
    select p.first_name, p.last_name,
      case when p.phone is not null and not exists (select from person o where o.phone = p.phone and o.id <> p.id) then p.phone end as phone,
      (select coalesce(json_agg(json_build_object('field', f.field, 'value', v.value #>> '{}')), '[]')
        from field_change f, unnest(array[f.old_value, f.new_value]) as v (value)
        where f.subject_type = 'person' and f.subject_id = p.id and f.field in ('lastName', 'firstName', 'phone')
          and jsonb_typeof(v.value) = 'string') as earlier,
      array(select a from addresses_of(p.id) a where not exists (select from person o where o.email_key = a and o.id <> p.id)
        and not exists (select from member_account o where lower(o.email) = a and o.person_id <> p.id)) as addresses,
      exists (select from person o where o.search = p.search and o.id <> p.id) as homonym
    from person p where p.id = ${personId}`);
  if (!known) return { patterns: [], requestIds: [] };
  const rows = await db.execute<{ id: string }>(sql`
    select id from change_request where po_id = any(${uuidList(poIds)})
    union select request_id from decision where person_ids @> array[${personId}::uuid]
    union select c.id from change_request c where c.submission_id in (select envois_by(${personId}))`);
  return { patterns: patternsOf(known), requestIds: rows.map(({ id }) => id) };
}

function patternsOf({ first_name: first, last_name: last, phone, earlier, addresses, homonym }: Known): string[] {
  const had = (field: string) => earlier.filter((one) => one.field === field).map(({ value }) => value);
  const firsts = new Set([first, ...had('firstName')]);
  const lasts = new Set([last, ...had('lastName')]);
  const names = homonym ? [] : [...firsts].flatMap((one) => [...lasts].flatMap((other) => bothWays(one, other)));
  const phones = phone === null ? [] : [phone, ...had('phone')].flatMap((number) => [number, safeFormat(number)]);
  return [...new Set([...names, ...[...addresses, ...phones].map(escape)])];
}

function bothWays(first: string, last: string): string[] {
  return [`${escape(first)}\\s+${escape(last)}`, `${escape(last)},?\\s+${escape(first)}`];
}

function safeFormat(phone: string): string {
  return /^\+\d{8,15}$/.test(phone) ? formatPhone(phone) : phone;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
}
