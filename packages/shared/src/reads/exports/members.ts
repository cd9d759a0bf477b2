import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import type { AccountState } from '../../db/tables/member-account.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import { ROLE_LABELS, type Role } from '../../domain/roles.ts';
import { addressColumns, dayCell, dialled } from './common-columns.ts';
import type { ExportList, ExportReader } from './export-list.ts';
import { isInPoList, type PoFilters } from './pos-by-words.ts';
import { countRows, readCursor } from './read-cursor.ts';

export type MemberFilters = PoFilters & { role?: Role | undefined };

type Row = PostalAddress & {
  lastName: string;
  firstName: string;
  birthDate: CivilDate;
  email: string | null;
  phone: string | null;
  fase: number;
  poName: string;
  poLocality: string;
  roles: Role[];
  since: CivilDate;
  until: CivilDate | null;
  account: AccountState | null;
};

const ACCOUNT_LABELS: Record<AccountState, string> = {
  waiting: 'attend une adresse',
  invited: 'invitation envoyée',
  active: 'activé',
  closed: 'fermé',
};

/** The members of today, one row for each mandate; who died or was erased is in none. */
export const MEMBERS: ExportList<MemberFilters, Row> = {
  columns: [
    { head: 'Nom', width: 22, value: ({ lastName }) => lastName },
    { head: 'Prénom', width: 18, value: ({ firstName }) => firstName },
    { head: 'Date de naissance', width: 17, value: ({ birthDate }) => dayCell(birthDate) },
    { head: 'Mail', width: 34, value: ({ email }) => email },
    { head: 'Téléphone', width: 18, value: ({ phone }) => dialled(phone) },
    ...addressColumns<Row>(),
    { head: 'FASE du PO', width: 11, value: ({ fase }) => String(fase) },
    { head: 'PO', width: 42, value: ({ poName }) => poName },
    { head: 'Localité du PO', width: 20, value: ({ poLocality }) => poLocality },
    { head: 'Rôles', width: 32, value: ({ roles }) => roles.map((role) => ROLE_LABELS[role]).join(', ') },
    { head: 'Mandat depuis', width: 14, value: ({ since }) => dayCell(since) },
    { head: 'Mandat jusqu’au', width: 15, value: ({ until }) => dayCell(until) },
    {
      head: 'Compte extranet',
      width: 18,
      value: ({ account }) => (account === null ? 'aucun' : ACCOUNT_LABELS[account]),
    },
  ],
  count: async (tx, reader, filters) => countRows(tx, await membersIn(tx, reader, filters)),
  async *read(tx, reader, filters) {
    const members = await membersIn(tx, reader, filters);
    yield* readCursor<Row>(
      tx,
      sql`select h.last_name as "lastName", h.first_name as "firstName", h.birth_date::text as "birthDate", h.email, h.phone,
        h.street, h.number, h.box, h.postcode, h.locality, h.country, p.fase, p.name as "poName", p.locality as "poLocality",
        (select coalesce(jsonb_agg(r.role order by r.role), '[]') from role_assignment r
          where r.mandate_id = m.id and r.annulled_at is null and r.period @> ${reader.today}::date) as roles,
        lower(m.period)::text as since, (upper(m.period) - 1)::text as until,
        (select a.state from member_account a where a.person_id = h.id) as account
      from ${members} order by p.name, p.id, h.last_name, h.first_name, m.id`,
    );
  },
};

/** Persons `h` with a mandate `m` of today in POs `p` that fit. */
export async function membersIn(tx: Transaction, reader: ExportReader, filters: MemberFilters): Promise<SQL> {
  const { role, ...ofPo } = filters;
  const fits = await isInPoList(tx, reader, ofPo);
  const holds =
    role === undefined
      ? sql``
      : sql`and exists (select from role_assignment r where r.mandate_id = m.id and r.role = ${role}
          and r.annulled_at is null and r.period @> ${reader.today}::date)`;
  return sql`po p join mandate m on m.po_id = p.id join person h on h.id = m.person_id
    where ${fits} and m.annulled_at is null and m.period @> ${reader.today}::date
      and h.erased_at is null and not h.deceased ${holds}`;
}
