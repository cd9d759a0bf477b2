import { sql } from 'drizzle-orm';
import type { PeopleList, PeopleListQuery, PersonRow } from '../contracts/people-list.ts';
import type { Database } from '../db/client.ts';
import { uuidList } from '../db/uuid-list.ts';
import type { StandingState } from '../domain/account-standing.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { formatName } from '../domain/names.ts';
import { formatPhone } from '../domain/phone.ts';
import { ROLE_LABELS, type Role } from '../domain/roles.ts';
import { InvalidInputError } from '../errors/errors.ts';

const PAGE = 50;

type Listed = {
  id: string;
  search: string;
  last_name: string;
  first_name: string;
  email: string | null;
  phone: string | null;
  state: StandingState;
  total: number;
};

type Held = { person_id: string; po_id: string; po_name: string; role: Role | null };

/**
 * Members of the POs of a secretariat by name: those with a mandate today or to come. A role narrows to who holds it on
 * the day of `now` in Brussels.
 * @throws InvalidInputError for a cursor that is none
 */
export async function listPeople(
  db: Database,
  { regionId, now }: { regionId: string; now: Date },
  { standing, role, cursor }: PeopleListQuery,
): Promise<PeopleList> {
  const today = todayInBrussels(now);
  const after = cursor === undefined ? null : readCursor(cursor);
  const holds = sql`exists (select from mandate m join po on po.id = m.po_id join role_assignment r on r.mandate_id = m.id
    where m.person_id = p.id and m.annulled_at is null and r.annulled_at is null and r.role = ${role ?? null}
      and r.period @> ${today}::date and po.region_id = ${regionId}::uuid)`;
  const rows = await db.execute<Listed>(sql`
    with listed as materialized (
      select p.id, p.search, s.state
      from standings_of_members(${regionId}::uuid, ${today}::date, ${now.toISOString()}::timestamptz) s
        join person p on p.id = s.person_id
      where ${standing === undefined ? sql`true` : sql`s.state = ${standing}`} and ${role === undefined ? sql`true` : holds})
    select l.*, p.last_name, p.first_name, p.email, p.phone, (select count(*)::int from listed) as total
    from listed l join person p on p.id = l.id
    where ${after === null ? sql`true` : sql`(l.search collate "C", l.id) > (${after.search} collate "C", ${after.id}::uuid)`}
    order by l.search collate "C", l.id limit ${PAGE + 1}`);
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
    total: rows[0]?.total ?? 0,
    nextCursor: rows.length > PAGE && last ? `${last.id}_${last.search}` : null,
  };
}

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
