import { type SQL, sql } from 'drizzle-orm';
import type { PersonMatch } from '../contracts/people.ts';
import type { Database } from '../db/client.ts';
import type { CivilDate } from '../domain/dates.ts';
import { formatName } from '../domain/names.ts';
import { ROLE_LABELS, type Role } from '../domain/roles.ts';
import { foldForSearch } from '../domain/text.ts';

const SHOWN = 10;

type Row = {
  id: string;
  firstName: string;
  lastName: string;
  poId: string;
  poName: string;
  when: 'present' | 'future' | 'past';
  roles: Role[];
};

/**
 * People who have or had a mandate in a PO of the region, by the words of their name in any order, their e-mail or the
 * digits of their telephone; when nobody fits, those whose name resembles what was typed. `today` decides which mandate
 * and roles are told. Ten at most, empty when nothing was typed.
 */
export async function searchPeople(
  db: Database,
  regionId: string,
  text: string,
  today: CivilDate,
): Promise<PersonMatch[]> {
  const words = foldForSearch(text).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const exact = await findPeople(db, regionId, today, isNamed(text, words), sql`p.search`);
  const name = words.join(' ');
  const rows =
    exact.length > 0 || name.length < 3
      ? exact
      : await findPeople(db, regionId, today, sql`p.search % ${name}`, sql`p.search <-> ${name}`);
  return rows.map(toMatch);
}

/** All words in the name, or the beginning of the address, or the end of the number. */
function isNamed(text: string, words: readonly string[]): SQL {
  const named = words.map((word) => sql`p.search like ${`%${word}%`}`);
  const ways = [sql`(${sql.join(named, sql` and `)})`];
  if (text.includes('@')) ways.push(sql`p.email_key like ${`${escapeLike(text.trim().toLowerCase())}%`}`);
  const digits = text.replaceAll(/\D/g, '').replace(/^(0032|32|0)/, '');
  if (digits.length >= 6) ways.push(sql`p.phone like ${`%${digits}`}`);
  return sql`(${sql.join(ways, sql` or `)})`;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

async function findPeople(db: Database, regionId: string, today: CivilDate, wanted: SQL, order: SQL): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    select p.id, p.first_name as "firstName", p.last_name as "lastName", m.*
    from person p
    cross join lateral (
      select po.id as "poId", po.name as "poName",
        case when m.period @> ${today}::date then 'present' when lower(m.period) > ${today}::date then 'future' else 'past' end as "when",
        array(select r.role from role_assignment r
          where r.mandate_id = m.id and r.annulled_at is null and r.period @> ${today}::date order by r.role) as roles
      from mandate m join po on po.id = m.po_id
      where m.person_id = p.id and m.annulled_at is null and po.region_id = ${regionId}
      order by m.period @> ${today}::date desc, lower(m.period) desc limit 1
    ) m
    where ${wanted}
    order by ${order}, p.id limit ${SHOWN}`);
  return [...rows];
}

const OTHER_TIMES = { present: '', future: 'mandat à venir', past: 'mandat terminé' };

function toMatch({ id, firstName, lastName, poId, poName, when, roles }: Row): PersonMatch {
  const told = [...roles.map((role) => ROLE_LABELS[role]), OTHER_TIMES[when]].filter(Boolean).join(', ');
  return { id, name: formatName({ firstName, lastName }), poId, detail: told ? `${told} · ${poName}` : poName };
}
