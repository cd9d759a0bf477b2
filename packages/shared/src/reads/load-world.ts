import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import type { CivilDate } from '../domain/dates.ts';
import { isCivilDate } from '../domain/dates.ts';
import { emailKey } from '../domain/email.ts';
import type { AskedIdentity } from '../domain/names.ts';
import { parseDateRange } from '../domain/periods.ts';
import type {
  AccountStateRow,
  MandateState,
  PersonState,
  PoState,
  RoleState,
  SchoolState,
  World,
} from '../effects/world.ts';

export type WorldQuery = {
  /** POs that are loaded whole: schools, those that will come too, and everybody who ever had a mandate. */
  poIds: readonly string[];
  /** POs of which only what they are is loaded, by FASE number: whether one is taken. */
  fases?: readonly number[];
  personIds: readonly string[];
  /** Persons who may be these: same names in either order, same birth date (also day and month swapped), same e-mail. */
  identities: readonly AskedIdentity[];
  emails: readonly string[];
};

type Rows = {
  pos: (Omit<PoState, 'openedOn' | 'closedOn' | 'mergedInto' | 'nextNumber'> & {
    openedOn: CivilDate | null;
    closedOn: CivilDate | null;
    mergedInto: string | null;
    nextNumber: PoState['nextNumber'] | null;
  })[];
  schools: (Omit<SchoolState, 'next'> & { nextPoId: string | null; nextOn: CivilDate | null })[];
  persons: (Omit<PersonState, 'mergedInto'> & { mergedInto: string | null })[];
  mandates: (Omit<MandateState, 'period'> & { period: string })[];
  roles: (Omit<RoleState, 'period'> & { period: string })[];
  accounts: (Omit<AccountStateRow, 'keepsPassword'> & { keepsPassword: boolean })[];
};

/** Loads the part of the PO database that a plan looks at. */
export async function loadWorld(db: Database | Transaction, query: WorldQuery): Promise<World> {
  const [world] = await loadWorlds(db, [query]);
  if (!world) throw new Error('The world query returned no row.');
  return world;
}

/** Loads what several plans look at, each by itself, in one statement that sees one moment. */
export async function loadWorlds(db: Database | Transaction, queries: readonly WorldQuery[]): Promise<World[]> {
  // The keys of each query go from step to step as arrays: joined, they would have the planner read whole tables for a
  // handful of rows.
  const rows = await db.execute<{ world: Rows }>(sql`
    select world.* from jsonb_to_recordset(${JSON.stringify(queries.map(keysOf))}::jsonb) as asked (
      n integer, po_ids uuid[], fases integer[], person_ids uuid[], birth_dates date[], names text[], emails text[])
    cross join lateral (
      with wanted as materialized (
        select coalesce(array_agg(id), '{}') as ids from (
          select id from person where id = any (asked.person_ids)
          union select person_id from mandate where po_id = any (asked.po_ids) and annulled_at is null
          union select id from person where birth_date = any (asked.birth_dates) and merged_into is null
          union select id from person where search = any (array(select fold(name) from unnest(asked.names) as name)) and merged_into is null
          union select id from person where email_key = any (asked.emails) and merged_into is null
          union select person_id from member_account where lower(email) = any (asked.emails) and email is not null
        ) as persons
      ), their_mandates as materialized (
        select m.id, m.person_id, m.po_id, m.period from mandate m
        where m.person_id = any ((select ids from wanted)::uuid[]) and m.annulled_at is null
      )
      select json_build_object(
        'pos', (select coalesce(json_agg(json_build_object('id', id, 'fase', fase, 'name', name, 'enterpriseNumber', enterprise_number,
            'openedOn', opened_on, 'closedOn', closed_on, 'mergedInto', merged_into, 'nextNumber', case when next_number is not null then json_build_object('number', next_number, 'on', next_number_on) end, 'contactEmail', contact_email, 'contactPhone', contact_phone, 'address', ${ADDRESS})), '[]')
          from po where id = any (asked.po_ids || array(select po_id from their_mandates)) or fase = any (asked.fases)),
        'schools', (select coalesce(json_agg(json_build_object('id', id, 'poId', po_id, 'fase', fase, 'name', name, 'openedOn', opened_on,
            'closedOn', closed_on, 'nextPoId', next_po_id, 'nextOn', next_po_on, 'address', ${ADDRESS})), '[]')
          from school where po_id = any (asked.po_ids) or next_po_id = any (asked.po_ids)),
        'persons', (select coalesce(json_agg(json_build_object('id', id, 'lastName', last_name, 'firstName', first_name, 'birthDate', birth_date,
            'email', email, 'phone', phone, 'deceased', deceased, 'mergedInto', merged_into, 'address', ${ADDRESS})), '[]')
          from person where id = any ((select ids from wanted)::uuid[])),
        'mandates', (select coalesce(json_agg(json_build_object('id', id, 'personId', person_id, 'poId', po_id, 'period', period::text, 'annulled', false)), '[]') from their_mandates),
        'roles', (select coalesce(json_agg(json_build_object('id', r.id, 'mandateId', r.mandate_id, 'role', r.role, 'period', r.period::text, 'annulled', false)), '[]')
          from role_assignment r where r.mandate_id = any (array(select id from their_mandates)) and r.annulled_at is null),
        'accounts', (select coalesce(json_agg(json_build_object('id', id, 'personId', person_id, 'email', email, 'pendingEmail', pending_email, 'state', state,
            'keepsPassword', state = 'closed' and email is not null and activated_at is not null)), '[]')
          from member_account where person_id = any ((select ids from wanted)::uuid[]))
      ) as world
    ) as world
    order by asked.n`);
  return rows.map(({ world }) => toWorld(world));
}

/** What the statement looks for; the names are its own. */
function keysOf({ poIds, fases = [], personIds, identities, emails }: WorldQuery, n: number): Record<string, unknown> {
  return {
    n,
    po_ids: poIds,
    fases,
    person_ids: personIds,
    birth_dates: identities.flatMap(({ birthDate }) => (birthDate ? withSwapped(birthDate) : [])),
    names: identities.flatMap(({ lastName, firstName }) => [`${lastName} ${firstName}`, `${firstName} ${lastName}`]),
    emails: [...emails, ...identities.flatMap(({ email }) => (email ? [email] : []))].map(emailKey),
  };
}

const ADDRESS = sql.raw(
  "json_build_object('street', street, 'number', number, 'box', box, 'postcode', postcode, 'locality', locality, 'country', country)",
);

function toWorld(rows: Rows): World {
  return {
    pos: byId(rows.pos.map(toPo)),
    schools: byId(rows.schools.map(toSchool)),
    persons: byId(rows.persons.map(({ mergedInto, ...row }) => ({ ...row, ...(mergedInto ? { mergedInto } : {}) }))),
    mandates: byId(rows.mandates.map((row) => ({ ...row, period: parseDateRange(row.period) }))),
    roles: byId(rows.roles.map((row) => ({ ...row, period: parseDateRange(row.period) }))),
    accounts: byId(
      rows.accounts.map(({ keepsPassword, ...row }) => ({ ...row, ...(keepsPassword ? { keepsPassword } : {}) })),
    ),
  };
}

function toPo({ openedOn, closedOn, mergedInto, nextNumber, ...row }: Rows['pos'][number]): PoState {
  return {
    ...row,
    ...(openedOn === null ? {} : { openedOn }),
    ...(closedOn === null ? {} : { closedOn }),
    ...(mergedInto === null ? {} : { mergedInto }),
    ...(nextNumber ? { nextNumber } : {}),
  };
}

function toSchool({ nextPoId: poId, nextOn: on, ...row }: Rows['schools'][number]): SchoolState {
  return { ...row, ...(poId === null || on === null ? {} : { next: { poId, on } }) };
}

function byId<T extends { id: string }>(rows: readonly T[]): Record<string, T> {
  const shelf: Record<string, T> = {};
  for (const row of rows) shelf[row.id] = row;
  return shelf;
}

function withSwapped(date: CivilDate): CivilDate[] {
  const [year, month, day] = date.split('-');
  const swapped = `${year}-${day}-${month}`;
  return isCivilDate(swapped) ? [date, swapped] : [date];
}
