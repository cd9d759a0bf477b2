import { sql } from 'drizzle-orm';
import { type GapKind } from '../../domain/completeness.ts';
import { formatEnterpriseNumber } from '../../domain/identifiers.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import { ROLE_LABELS, type Role } from '../../domain/roles.ts';
import { nameGap } from '../../domain/say-gap.ts';
import { isOpen, tellable } from '../narrow-pos.ts';
import { addressColumns, dialled } from './common-columns.ts';
import type { ExportColumn, ExportList } from './export-list.ts';
import { isInPoList, type PoFilters } from './pos-by-words.ts';
import { countRows, readCursor } from './read-cursor.ts';

type Holder = { role: Role; name: string; email: string | null };

type Row = PostalAddress & {
  fase: number;
  name: string;
  enterpriseNumber: string | null;
  municipality: string;
  contactEmail: string | null;
  contactPhone: string | null;
  schools: number;
  holders: Holder[];
  gaps: { kind: GapKind; role: Role | '' }[];
};

const HELD = ['president', 'treasurer', 'secretary'] as const satisfies readonly Role[];

/** POs, with whom to call. */
export const POS: ExportList<PoFilters, Row> = {
  columns: [
    { head: 'FASE', width: 9, value: ({ fase }) => String(fase) },
    { head: 'Nom', width: 42, value: ({ name }) => name },
    {
      head: 'Numéro d’entreprise',
      width: 18,
      value: ({ enterpriseNumber }) => (enterpriseNumber === null ? '' : formatEnterpriseNumber(enterpriseNumber)),
    },
    ...addressColumns<Row>(),
    { head: 'Commune', width: 20, value: ({ municipality }) => municipality },
    { head: 'Mail de contact', width: 32, value: ({ contactEmail }) => contactEmail },
    { head: 'Téléphone de contact', width: 20, value: ({ contactPhone }) => dialled(contactPhone) },
    { head: 'Écoles', width: 8, value: ({ schools }) => schools },
    ...HELD.flatMap(holderColumns),
    {
      head: 'À compléter',
      width: 32,
      value: ({ gaps }) => gaps.map(({ kind, role }) => nameGap(kind, role === '' ? null : role)).join(', '),
    },
  ],
  count: async (tx, reader, filters) => countRows(tx, sql`po p where ${await isInPoList(tx, reader, filters)}`),
  async *read(tx, reader, filters) {
    const fits = await isInPoList(tx, reader, filters);
    yield* readCursor<Row>(
      tx,
      sql`select p.fase, p.name, p.enterprise_number as "enterpriseNumber", p.street, p.number, p.box, p.postcode, p.locality,
        p.country, p.municipality, p.contact_email as "contactEmail", p.contact_phone as "contactPhone",
        (select count(*)::int from school s where s.po_id = p.id and ${isOpen(reader.today)}) as schools,
        (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'name', h.first_name || ' ' || h.last_name, 'email', h.email)
            order by h.last_name, h.first_name, h.id), '[]')
          from mandate m join role_assignment r on r.mandate_id = m.id join person h on h.id = m.person_id
          where m.po_id = p.id and m.annulled_at is null and r.annulled_at is null and r.period @> ${reader.today}::date
            and r.role in ('president', 'treasurer', 'secretary') and h.erased_at is null and not h.deceased) as holders,
        (select coalesce(jsonb_agg(jsonb_build_object('kind', g.kind, 'role', g.role) order by g.kind, g.role), '[]')
          from po_gap g where g.po_id = p.id and ${tellable(reader)}) as gaps
      from po p where ${fits} order by p.name, p.id`,
    );
  },
};

function holderColumns(role: (typeof HELD)[number]): ExportColumn<Row>[] {
  const of = ({ holders }: Row) => holders.filter((holder) => holder.role === role);
  const label = ROLE_LABELS[role];
  return [
    {
      head: label,
      width: 26,
      value: (row) =>
        of(row)
          .map(({ name }) => name)
          .join(', '),
    },
    {
      head: `Mail : ${label}`,
      width: 32,
      value: (row) =>
        of(row)
          .flatMap(({ email }) => email ?? [])
          .join(', '),
    },
  ];
}
