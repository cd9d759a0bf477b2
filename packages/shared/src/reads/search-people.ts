import { type SQL, sql } from 'drizzle-orm';
import type { Found } from '../contracts/search.ts';
import type { Database } from '../db/client.ts';
import type { CivilDate } from '../domain/dates.ts';
import { formatName } from '../domain/names.ts';
import { formatPhone } from '../domain/phone.ts';
import { roleInWords } from '../domain/role-words.ts';
import { ROLE_LABELS, type Role } from '../domain/roles.ts';
import { addressBeginning, phoneDigits, phoneFits } from './contact-ways.ts';
import { nearWords } from './near-words.ts';
import { searchPos } from './search-pos.ts';
import { beginning, searchWords, whole } from './search-words.ts';

/** Of which secretariat, on which day, and how many at most. */
export type PeopleAsked = { regionId: string; today: CivilDate; limit: number };

/** Somebody found, and what made the match where the name did not. */
type Candidate = { id: string; why: string };

/**
 * People who hold or held a mandate in a PO of the region: by the beginning of an e-mail (recorded, or to sign in), by
 * telephone however it is written, by a role and a PO ("trésorière maquette"), by the words of the name in any order or
 * their beginnings; whole words first. Without those whose name merely resembles. `today` decides which mandate and roles
 * are told.
 */
export async function searchPeople(db: Database, asked: PeopleAsked, text: string): Promise<Found[]> {
  const ways = await Promise.all([byAddress(db, asked, text), byPhone(db, asked, text), byRole(db, asked, text)]);
  const known = ways.flat();
  const rest = asked.limit - known.length;
  const named = rest > 0 ? await byName(db, { ...asked, limit: rest }, searchWords(text)) : [];
  return describe(db, asked, [...known, ...named]);
}

/** People whose names resemble the words typed, when nobody bears them. */
export async function searchPeopleNear(db: Database, asked: PeopleAsked, text: string): Promise<Found[]> {
  const alternatives = await nearWords(db, searchWords(text), 'near_person_words');
  if (!alternatives.some(({ length }) => length > 1)) return [];
  const query = alternatives.map(
    ([typed = '', ...others]) => `(${[beginning(typed), ...others.map(whole)].join(' | ')})`,
  );
  return describe(db, asked, await bearing(db, asked, query, 'nom proche'));
}

async function byAddress(db: Database, { regionId, limit }: PeopleAsked, text: string): Promise<Candidate[]> {
  const typed = addressBeginning(text);
  if (typed === null) return [];
  const start = `${typed}%`;
  const rows = await db.execute<{ id: string; address: string }>(sql`
    select distinct on (known.id) known.id, known.address from (
      (select id, email as address from person where email_key like ${start} order by email_key limit ${READ})
      union all (select person_id, email from member_account where lower(email) = ${text.trim().toLowerCase()})
      union all (select person_id, pending_email from member_account where lower(pending_email) = ${text.trim().toLowerCase()})
    ) as known where ${inRegion(sql`known.id`, regionId)} order by known.id limit ${limit}`);
  return rows.map(({ id, address }) => ({ id, why: `adresse mail ${address}` }));
}

async function byPhone(db: Database, { regionId, limit }: PeopleAsked, text: string): Promise<Candidate[]> {
  const digits = phoneDigits(text);
  if (digits === null) return [];
  const rows = await db.execute<{ id: string; phone: string }>(sql`
    with called as materialized (select id, phone, search from person where ${phoneFits('phone', digits)})
    select id, phone from called where ${inRegion(sql`called.id`, regionId)} order by search, id limit ${limit}`);
  return rows.map(({ id, phone }) => ({ id, why: `téléphone ${formatPhone(phone)}` }));
}

/** Who holds that role today in the POs that the other words name. */
async function byRole(db: Database, { regionId, today, limit }: PeopleAsked, text: string): Promise<Candidate[]> {
  const said = roleInWords(text);
  if (said === null || said.rest === '') return [];
  const pos = await searchPos(db, said.rest, { limit, regionId, typos: false });
  if (pos.length === 0) return [];
  const order = JSON.stringify(pos.map(({ id, name }, place) => ({ id, name, place })));
  const rows = await db.execute<{ id: string; name: string }>(sql`
    select m.person_id as id, o.name
    from jsonb_to_recordset(${order}::jsonb) as o (id uuid, name text, place int)
      join mandate m on m.po_id = o.id and m.annulled_at is null
      join role_assignment r on r.mandate_id = m.id and r.annulled_at is null
    where r.role = ${said.role} and r.period @> ${today}::date
    order by o.place, m.person_id limit ${limit}`);
  return rows.map(({ id, name }) => ({ id, why: `${ROLE_LABELS[said.role]} du PO ${name}` }));
}

async function byName(db: Database, asked: PeopleAsked, words: readonly string[]): Promise<Candidate[]> {
  if (words.length === 0) return [];
  const exact = await bearing(db, asked, words.map(whole), '');
  if (exact.length >= asked.limit) return exact;
  // In the order of the list, without gathering the very many that a few letters fit.
  const ordered = await db.execute<{ id: string }>(sql`
    select person_id as id from person_words
    where name like ${`${words.join(' ')}%`} and words @@ ${quoted(region(asked))}::tsquery
    order by name, person_id limit ${asked.limit}`);
  const found = distinct([...exact, ...ordered.map(({ id }) => ({ id, why: '' }))]);
  if (found.length >= asked.limit) return found.slice(0, asked.limit);
  return distinct([...found, ...(await bearing(db, asked, words.map(beginning), ''))]).slice(0, asked.limit);
}

/** So many of those that fit are put in order: more than a page, fewer than a word of two letters fits. */
const READ = 1_000;

async function bearing(db: Database, asked: PeopleAsked, query: readonly string[], why: string): Promise<Candidate[]> {
  const all = [quoted(region(asked)), ...query].join(' & ');
  const rows = await db.execute<{ id: string }>(sql`
    select person_id as id from (
      select person_id, name from person_words where words @@ ${all}::tsquery limit ${READ}) as fitting
    order by name, person_id limit ${asked.limit}`);
  return rows.map(({ id }) => ({ id, why }));
}

/** The word in capitals that stands for a secretariat (migration 0033). */
const region = ({ regionId }: PeopleAsked): string => `R${regionId}`;
const quoted = (word: string): string => `'${word}'`;

function inRegion(personId: SQL, regionId: string): SQL {
  return sql`exists (select from mandate m join po on po.id = m.po_id where m.person_id = ${personId} and po.region_id = ${regionId})`;
}

function distinct(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map([...candidates].reverse().map((each) => [each.id, each])).values()].reverse();
}

type Row = {
  id: string;
  firstName: string;
  lastName: string;
  deceased: boolean;
  poName: string;
  when: 'present' | 'future' | 'past' | 'annulled';
  roles: Role[];
};

/** Each with the mandate that matters most today: one that runs, then the latest. */
async function describe(db: Database, asked: PeopleAsked, candidates: readonly Candidate[]): Promise<Found[]> {
  const wanted = distinct(candidates).slice(0, asked.limit);
  if (wanted.length === 0) return [];
  const { today, regionId } = asked;
  const order = JSON.stringify(wanted.map(({ id }, place) => ({ id, place })));
  const rows = await db.execute<Row>(sql`
    select p.id, p.first_name as "firstName", p.last_name as "lastName", p.deceased, home.*
    from jsonb_to_recordset(${order}::jsonb) as wanted (id uuid, place int) join person p on p.id = wanted.id
    cross join lateral (
      select po.name as "poName", case when m.annulled_at is not null then 'annulled' when m.period @> ${today}::date then 'present'
          when lower(m.period) > ${today}::date then 'future' else 'past' end as "when",
        array(select r.role from role_assignment r
          where r.mandate_id = m.id and r.annulled_at is null and r.period @> ${today}::date order by r.role) as roles
      from mandate m join po on po.id = m.po_id
      where m.person_id = p.id and po.region_id = ${regionId}
      order by m.annulled_at is null desc, m.period @> ${today}::date desc, lower(m.period) desc limit 1
    ) home
    order by wanted.place`);
  const why = new Map(wanted.map((each) => [each.id, each.why]));
  return rows.map((row) => ({ ...toFound(row), why: why.get(row.id) ?? '' }));
}

const OTHER_TIMES = { present: '', future: 'mandat à venir', past: 'mandat terminé', annulled: 'mandat annulé' };

function toFound({ id, firstName, lastName, deceased, poName, when, roles }: Row): Omit<Found, 'why'> {
  const told = [
    ...roles.map((role) => ROLE_LABELS[role]),
    ...[deceased ? 'décédé·e' : '', OTHER_TIMES[when]].filter(Boolean),
  ].join(', ');
  return { id, title: formatName({ firstName, lastName }), detail: told ? `${told} · ${poName}` : poName };
}
