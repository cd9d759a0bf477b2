import { type SQL, sql } from 'drizzle-orm';
import type { PeopleListQuery } from '../../contracts/people-list.ts';
import { STANDING_LABELS, type StandingState } from '../../domain/account-standing.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import { ROLE_LABELS, type Role } from '../../domain/roles.ts';
import { addressColumns, dayCell, dialled } from './common-columns.ts';
import type { ExportList, ExportReader } from './export-list.ts';
import { hasReached, isMember, standingAt, standsAt } from '../member-standings.ts';
import { countRows, readCursor } from './read-cursor.ts';

export type PeopleFilters = Omit<PeopleListQuery, 'cursor'>;

type Row = PostalAddress & {
  lastName: string;
  firstName: string;
  birthDate: CivilDate;
  email: string | null;
  phone: string | null;
  standing: StandingState;
  mandates: { po: string; fase: number; roles: Role[] }[];
};

/** People with a mandate today or to come, each once; who died or was erased is not among them. */
export const PEOPLE: ExportList<PeopleFilters, Row> = {
  columns: [
    { head: 'Nom', width: 22, value: ({ lastName }) => lastName },
    { head: 'Prénom', width: 18, value: ({ firstName }) => firstName },
    { head: 'Date de naissance', width: 17, value: ({ birthDate }) => dayCell(birthDate) },
    { head: 'Mail', width: 34, value: ({ email }) => email },
    { head: 'Téléphone', width: 18, value: ({ phone }) => dialled(phone) },
    ...addressColumns<Row>(),
    { head: 'PO et rôles', width: 60, value: ({ mandates }) => mandates.map(sayMandate).join(' ; ') },
    { head: 'Compte extranet', width: 20, value: ({ standing }) => STANDING_LABELS[standing] },
  ],
  count: (tx, reader, filters) => countRows(tx, peopleIn(reader, filters)),
  async *read(tx, reader, filters) {
    yield* readCursor<Row>(
      tx,
      sql`select h.last_name as "lastName", h.first_name as "firstName", h.birth_date::text as "birthDate", h.email, h.phone,
        h.street, h.number, h.box, h.postcode, h.locality, h.country, ${standingAt(reader.now)} as standing,
        (select coalesce(jsonb_agg(jsonb_build_object('po', p.name, 'fase', p.fase, 'roles',
            (select coalesce(jsonb_agg(r.role order by r.role), '[]') from role_assignment r
              where r.mandate_id = m.id and r.annulled_at is null and r.period @> ${reader.today}::date)) order by p.name, p.id), '[]')
          from mandate m join po p on p.id = m.po_id
          where m.person_id = h.id and m.annulled_at is null and p.region_id = ${reader.regionId}::uuid
            and coalesce(upper(m.period) > ${reader.today}::date, true)) as mandates
      from ${peopleIn(reader, filters)} order by h.last_name, h.first_name, h.id`,
    );
  },
};

function sayMandate({ po, fase, roles }: Row['mandates'][number]): string {
  const held = roles.map((role) => ROLE_LABELS[role]).join(', ');
  return `${po} (${fase})${held === '' ? '' : ` : ${held}`}`;
}

/** Persons `h` with their row `k` of standings, as the list of people narrows them. */
export function peopleIn(reader: ExportReader, { standing, step, role }: PeopleFilters): SQL {
  const { regionId, today, now } = reader;
  const stands = standing === undefined ? sql`` : sql`and ${standsAt(standing, now)}`;
  const came = step === undefined ? sql`` : sql`and ${hasReached(step, now)}`;
  const holds =
    role === undefined
      ? sql``
      : sql`and exists (select from mandate m join po p on p.id = m.po_id join role_assignment r on r.mandate_id = m.id
          where m.person_id = h.id and m.annulled_at is null and r.annulled_at is null and r.role = ${role}
            and r.period @> ${today}::date and p.region_id = ${regionId}::uuid)`;
  return sql`member_standing k join person h on h.id = k.person_id
    where ${isMember(reader)} and h.erased_at is null and not h.deceased ${stands} ${came} ${holds}`;
}
