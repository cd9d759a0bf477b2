import type { Transaction } from '@guichet/shared/db/client';
import { type SQL, sql } from 'drizzle-orm';
import type { LoadSize } from './load-size.ts';

/** Where the invented FASE numbers begin: the register has none so high, the demonstration none of these. */
const FIRST_PO = 910_000;
const FIRST_SCHOOL = 930_000;

type Step = { title: string; statement: SQL };

/**
 * POs with two schools each, people with mandates and roles, and accounts: each table in one statement. Temporary tables
 * keep what the requests are then made of, by number.
 */
export function registerSteps(size: LoadSize, causeId: string, regionId: string): Step[] {
  const cause = sql`${causeId}::uuid`;
  return [
    { title: 'POs', statement: keepPos(size) },
    { title: 'POs', statement: writePos(cause, regionId) },
    { title: 'POs', statement: writeSchools(cause) },
    { title: 'POs', statement: writeSites(cause) },
    { title: 'POs', statement: joinSites(cause) },
    { title: 'People', statement: keepPeople(size) },
    { title: 'People', statement: sql`create unique index on load_person (i)` },
    // Before they are joined: without figures, the planner goes through all of one for each row of the other.
    { title: 'People', statement: sql`analyze load_po, load_person` },
    { title: 'People', statement: writePeople(cause) },
    { title: 'Mandates', statement: writeMandates(cause, size) },
    { title: 'Mandates', statement: writeRoles(cause) },
    { title: 'Mandates', statement: sql`analyze po, person, mandate, role_assignment` },
    { title: 'Mandates', statement: sql`set constraints all immediate` },
    { title: 'Mandates', statement: sql`set constraints all deferred` },
    { title: 'Accounts', statement: writeAccounts(cause) },
  ];
}

/** Runs the steps in order and says before each what it writes. */
export async function runSteps(tx: Transaction, steps: readonly Step[], say: (title: string) => void): Promise<void> {
  for (const { title, statement } of steps) {
    say(title);
    await tx.execute(statement);
  }
}

const keepPos = ({ pos }: LoadSize) => sql`
  create temporary table load_po on commit drop as
  select p, pg_temp.key('po', p) as id, ${FIRST_PO}::int + p as fase, pg_temp.address(p) as address,
    pg_temp.po_kind(p, 30) || case when pg_temp.draw(p, 31, 2) = 0 then ' Saint-' else ' Sainte-' end || pg_temp.saint(p, 32)
      || ' de ' || pg_temp.made_name(p, 33) || case when pg_temp.draw(p, 36, 2) = 0 then ' ASBL' else '' end as name
  from generate_series(0, ${pos}::int - 1) p`;

const writePos = (cause: SQL, regionId: string) => sql`
  insert into po (id, fase, name, enterprise_number, street, number, postcode, locality, municipality, contact_email,
      contact_phone, region_id, created_by)
  select id, fase, name, lpad((9000000 + p)::text, 8, '0') || lpad((97 - (9000000 + p) % 97)::text, 2, '0'),
    address ->> 'street', address ->> 'number', address ->> 'postcode', address ->> 'locality', address ->> 'locality',
    'secretariat.' || fase || '@po.example', pg_temp.phone(7000000 + p), ${regionId}::uuid, ${cause} from load_po`;

const writeSchools = (cause: SQL) => sql`
  insert into school (id, fase, po_id, name, level, network, street, number, postcode, locality, municipality, created_by)
  select pg_temp.key('school', 2 * p + s), ${FIRST_SCHOOL}::int + 2 * p + s, id,
    case s when 0 then 'École fondamentale ' else 'Institut ' end || pg_temp.made_name(2 * p + s, 40),
    case s when 0 then 'Fondamental' else 'Secondaire' end, 'Libre confessionnel', address ->> 'street',
    address ->> 'number', address ->> 'postcode', address ->> 'locality', address ->> 'locality', ${cause}
  from load_po, generate_series(0, 1) s`;

const writeSites = (cause: SQL) => sql`
  insert into site (id, fase, street, number, postcode, locality, municipality, created_by)
  select pg_temp.key('site', fase), fase, street, number, postcode, locality, municipality, ${cause}
  from school where po_id in (select id from load_po)`;

const joinSites = (cause: SQL) => sql`
  insert into school_site (school_id, site_id, teaching_kinds, created_by)
  select id, pg_temp.key('site', fase), array[case level when 'Fondamental' then 'Primaire ordinaire' else 'Secondaire ordinaire' end], ${cause}
  from school where po_id in (select id from load_po)`;

/** `place`: how many others their PO had before them, which decides the roles. Couples share one address. */
const keepPeople = ({ people, pos }: LoadSize) => sql`
  create temporary table load_person on commit drop as
  select i, i % ${pos}::int as p, place, pg_temp.key('person', i) as id, pg_temp.key('mandate', i) as mandate_id,
    pg_temp.first_name(i, 1) as first_name, pg_temp.last_name(i) as last_name, pg_temp.birth_date(i) as birth_date,
    case when pg_temp.draw(i, 50, 100) < 4 then null
      when shares then pg_temp.email(i - ${pos}::int) else pg_temp.email(i) end as email, shares,
    pg_temp.phone(i) as phone, pg_temp.address(i) as address, began,
    -- The ninth and tenth of a PO have left, and one in twelve of the others.
    case when began <= current_date and (place in (8, 9) or pg_temp.draw(i, 53, 12) = 0)
      then least(began + 300 + pg_temp.draw(i, 54, 2500), current_date - 1 - pg_temp.draw(i, 55, 300)) end as ended,
    case place when 0 then '{president}' when 1 then '{treasurer}' when 2 then '{secretary,administrator}'
      when 3 then '{administrator,po-referent}' when 4 then '{vice-president}' when 5 then '{administrator,pdp-referent}'
      when 6 then '{prevention-adviser}' when 8 then '{president}' else '{administrator}' end::text[] as roles
  from generate_series(0, ${people}::int - 1) i, lateral (select i / ${pos}::int as place) rank,
    lateral (select place > 0 and pg_temp.draw(i, 51, 40) = 0 as shares,
      case when place = 7 and pg_temp.draw(i, 56, 50) = 0 then current_date + 20 + pg_temp.draw(i, 57, 150)
        when place in (8, 9) then date '2012-09-01' + pg_temp.draw(i, 52, 900)
        else date '2016-09-01' + pg_temp.draw(i, 52, 2800) end as began) more`;

const writePeople = (cause: SQL) => sql`
  insert into person (id, last_name, first_name, birth_date, email, phone, street, number, postcode, locality, deceased, created_by)
  select id, last_name, first_name, birth_date, email, phone, address ->> 'street', address ->> 'number',
    address ->> 'postcode', address ->> 'locality', ended is not null and pg_temp.draw(i, 58, 30) = 0, ${cause}
  from load_person`;

/** One in twenty-five is also an administrator of the next PO. */
const writeMandates = (cause: SQL, { pos }: LoadSize) => sql`
  insert into mandate (id, person_id, po_id, period, end_reason, opened_by, ended_by)
  select h.mandate_id, h.id, o.id, daterange(h.began, h.ended + 1),
    case when h.ended is null then null when d.deceased then 'death'
      when pg_temp.draw(h.i, 59, 3) = 0 then 'resignation' else 'end-of-mandate' end,
    ${cause}, case when h.ended is not null then ${cause} end
  from load_person h join load_po o using (p) join person d on d.id = h.id
  union all
  select pg_temp.key('other mandate', h.i), h.id, o.id, daterange(h.began + 40, null), null, ${cause}, null
  from load_person h join load_po o on o.p = (h.p + 1) % ${pos}::int
  where o.p <> h.p and h.ended is null and pg_temp.draw(h.i, 60, 25) = 0`;

const writeRoles = (cause: SQL) => sql`
  insert into role_assignment (mandate_id, role, period, assigned_by, ended_by)
  select m.id, role, m.period, ${cause}, m.ended_by
  from mandate m join load_person h on h.id = m.person_id,
    unnest(case when m.id = h.mandate_id then h.roles else '{administrator}' end) role`;

/** Who shares an address waits for one of their own; who left has a closed account. */
const writeAccounts = (cause: SQL) => sql`
  insert into member_account (person_id, name, email, email_verified, state, activated_at, closed_at, created_by)
  select h.id, h.first_name || ' ' || h.last_name, case when h.shares then null else h.email end, not h.shares and s.state = 'active',
    s.state, case when s.state in ('active', 'closed') then h.began + interval '9 days' end,
    case when s.state = 'closed' then coalesce(h.ended + 1, current_date)::timestamptz end, ${cause}
  from load_person h, lateral (select case when h.ended is not null then 'closed' when h.shares then 'waiting'
    when pg_temp.draw(h.i, 61, 100) < 85 then 'active' else 'invited' end as state) s
  where h.email is not null and h.began <= current_date`;
