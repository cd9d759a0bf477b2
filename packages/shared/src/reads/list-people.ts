import { type SQL, sql } from 'drizzle-orm';
import type { PeopleList, PeopleListQuery, PersonRow } from '../contracts/people-list.ts';
import type { Database } from '../db/client.ts';
import { uuidList } from '../db/uuid-list.ts';
import type { StandingState } from '../domain/account-standing.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { formatName } from '../domain/names.ts';
import { formatPhone } from '../domain/phone.ts';
import { ROLE_LABELS, type Role } from '../domain/roles.ts';
import { InvalidInputError } from '../errors/errors.ts';
import { hasReached, isMember, standingAt, type StandingsReader, standsAt } from './member-standings.ts';

const PAGE = 50;

type Listed = {
  id: string;
  search: string;
  last_name: string;
  first_name: string;
  email: string | null;
  phone: string | null;
  state: StandingState;
};

/** Who holds a role in a PO of the secretariat on that day: members all, as a mandate lasts as long as its roles. */
function holders({ regionId, today }: StandingsReader, role: Role): SQL {
  return sql`select distinct m.person_id from role_assignment r join mandate m on m.id = r.mandate_id join po on po.id = m.po_id
    where r.role = ${role} and r.annulled_at is null and r.period @> ${today}::date and m.annulled_at is null and po.region_id = ${regionId}::uuid`;
}

type Held = { person_id: string; po_id: string; po_name: string; role: Role | null };

/**
 * Members of the POs of a secretariat by name: those with a mandate today or to come. A role narrows to who holds it on
 * the day of `now` in Brussels.
 * @throws InvalidInputError for a cursor that is none
 */
export async function listPeople(
  db: Database,
  { regionId, now }: { regionId: string; now: Date },
  { standing, step, role, cursor }: PeopleListQuery,
): Promise<PeopleList> {
  const today = todayInBrussels(now);
  const after = cursor === undefined ? null : readCursor(cursor);
  const reader = { regionId, today, now };
  const narrowed = [
    ...(standing === undefined ? [] : [standsAt(standing, now)]),
    ...(step === undefined ? [] : [hasReached(step, now)]),
  ];
  const fits = sql.join([isMember(reader), ...narrowed], sql` and `);
  const beyond =
    after === null ? sql`` : sql`and (k.name, k.person_id) > (${after.search} collate "C", ${after.id}::uuid)`;
  const [rows, total] = await (role === undefined
    ? readAll(db, { fits, beyond, now })
    : readHolders(db, { fits, beyond, now, held: holders(reader, role), narrowed: narrowed.length > 0 }));
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  const held =
    page.length === 0
      ? []
      : await listMandates(
          db,
          regionId,
          today,
          page.map(({ id }) => id),
        );
  return {
    rows: page.map((row) => ({
      id: row.id,
      name: formatName({ lastName: row.last_name, firstName: row.first_name }),
      email: row.email,
      phone: row.phone && formatPhone(row.phone),
      standing: row.state,
      mandates: gather(held.filter(({ person_id: personId }) => personId === row.id)),
    })),
    total,
    nextCursor: rows.length > PAGE && last ? `${last.id}_${last.search}` : null,
  };
}

type Asked = { fits: SQL; beyond: SQL; now: Date };

/** The page is a stretch of one index, the count is read from another: neither looks at anybody. */
async function readAll(db: Database, { fits, beyond, now }: Asked): Promise<[Listed[], number]> {
  const [rows, [counted]] = await Promise.all([
    db.execute<Listed>(sql`
      select ${columns(now)}
      from (select * from member_standing k where ${fits} ${beyond} order by k.name, k.person_id limit ${PAGE + 1}) k
        join person p on p.id = k.person_id
      order by k.name, k.person_id`),
    db.execute<{ total: number }>(sql`select count(*)::int as total from member_standing k where ${fits}`),
  ]);
  return [rows, counted?.total ?? 0];
}

/**
 * Who holds a role is gathered once, for the page and the count. The page is a stretch of the same index, each name in it
 * looked up among the holders; "is true" keeps PostgreSQL from joining all members with them instead.
 */
async function readHolders(
  db: Database,
  { fits, beyond, now, held, narrowed }: Asked & { held: SQL; narrowed: boolean },
): Promise<[Listed[], number]> {
  const holds = sql`(k.person_id in (select person_id from holder)) is true`;
  const total = narrowed ? sql`member_standing k where ${fits} and ${holds}` : sql`holder`;
  const rows = await db.execute<Omit<Listed, 'id'> & { id: string | null; total: number }>(sql`
    with holder as materialized (${held}),
      page as (select * from member_standing k where ${fits} ${beyond} and ${holds} order by k.name, k.person_id limit ${PAGE + 1})
    select c.total, ${columns(now)}
    from (select count(*)::int as total from ${total}) c left join (page k join person p on p.id = k.person_id) on true
    order by k.name, k.person_id`);
  // Nobody on the page still has a row, with the count.
  return [rows.filter((row): row is Listed & { total: number } => row.id !== null), rows[0]?.total ?? 0];
}

const columns = (now: Date): SQL =>
  sql`k.person_id as id, k.name as search, ${standingAt(now)} as state, p.last_name, p.first_name, p.email, p.phone`;

async function listMandates(db: Database, regionId: string, today: string, personIds: string[]): Promise<Held[]> {
  return db.execute<Held>(sql`
    select m.person_id, po.id as po_id, po.name as po_name, r.role
    from mandate m join po on po.id = m.po_id
      left join role_assignment r on r.mandate_id = m.id and r.annulled_at is null and r.period @> ${today}::date
    where m.person_id = any(${uuidList(personIds)}) and m.annulled_at is null and po.region_id = ${regionId}::uuid
      and coalesce(upper(m.period) > ${today}::date, true)
    order by po.name, po.id, r.role`);
}

function gather(held: readonly Held[]): PersonRow['mandates'] {
  const mandates = new Map<string, PersonRow['mandates'][number]>();
  for (const { po_id: poId, po_name: poName, role } of held) {
    const mandate = mandates.get(poId) ?? { poId, poName, roles: [] };
    mandates.set(poId, mandate);
    if (role !== null) mandate.roles.push(ROLE_LABELS[role]);
  }
  return [...mandates.values()];
}

function readCursor(text: string): { id: string; search: string } {
  const [, id, search] = /^([0-9a-f-]{36})_(.{1,300})$/.exec(text) ?? [];
  if (id === undefined || search === undefined)
    throw new InvalidInputError('the cursor is not one of ours: take it from `nextCursor`');
  return { id, search };
}
