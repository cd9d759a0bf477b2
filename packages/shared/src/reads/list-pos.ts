import { sql } from 'drizzle-orm';
import type { GapFilter, PoList, PoListQuery, PoRow } from '../contracts/po-list.ts';
import type { Database } from '../db/client.ts';
import { uuidList } from '../db/uuid-list.ts';
import { type GapKind, REQUIRED_ROLES } from '../domain/completeness.ts';
import type { CivilDate } from '../domain/dates.ts';
import { formatName } from '../domain/names.ts';
import { ROLES, type Role } from '../domain/roles.ts';
import { nameGap } from '../domain/say-gap.ts';
import { isOpen, isOpenPo, narrowPos, tellable } from './narrow-pos.ts';
import { readNameCursor, writeNameCursor } from './read-name-cursor.ts';
import { searchPos } from './search-pos.ts';

export type PoListReader = { regionId: string; today: CivilDate; singleHolderRoles: readonly Role[] };

const PAGE = 50;
/** By words, the best come first and the rest is noise: so many are looked at, page by page. */
const PROPOSED = 200;

/** One page of the POs of a secretariat: by name, from a stretch of an index, or by words with the best match first. */
export async function listPos(db: Database, reader: PoListReader, query: PoListQuery): Promise<PoList> {
  const words = query.q?.trim() ?? '';
  const [page, counts] = await Promise.all([
    words === '' ? findByName(db, reader, query) : findByWords(db, reader, query, words),
    countGaps(db, reader),
  ]);
  return { ...page, counts };
}

type Page = Omit<PoList, 'counts'>;

async function findByName(db: Database, reader: PoListReader, query: PoListQuery): Promise<Page> {
  const fitting = narrowPos(reader, query);
  const after = query.cursor === undefined ? null : readNameCursor(query.cursor);
  const beyond = after ? sql`and (p.name, p.id) > (${after.name}, ${after.id}::uuid)` : sql``;
  const [found, counted] = await Promise.all([
    db.execute<{ id: string; name: string }>(
      sql`select p.id, p.name from po p where ${fitting} ${beyond} order by p.name, p.id limit ${PAGE + 1}`,
    ),
    db.execute<{ total: number }>(sql`select count(*)::int as total from po p where ${fitting}`),
  ]);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return {
    rows: await viewRows(db, reader, page),
    nextCursor: found.length > PAGE && last ? writeNameCursor(last) : null,
    total: counted[0]?.total ?? 0,
    near: false,
  };
}

async function findByWords(db: Database, reader: PoListReader, query: PoListQuery, words: string): Promise<Page> {
  const proposed = await searchPos(db, words, { limit: PROPOSED, closed: query.closed !== undefined });
  const near = proposed.some(({ why }) => why === 'near');
  if (proposed.length === 0) return { rows: [], nextCursor: null, total: 0, near };
  const places = new Map(proposed.map(({ id }, place) => [id, place]));
  const ids = uuidList([...places.keys()]);
  const found = await db.execute<{ id: string; name: string }>(sql`
    select p.id, p.name from po p where p.id = any (${ids}) and ${narrowPos(reader, query)}
    order by array_position(${ids}, p.id)`);
  // Behind the last one that was shown, also when it fits the filters no longer.
  const after = query.cursor === undefined ? -1 : (places.get(readNameCursor(query.cursor).id) ?? -1);
  const left = found.filter(({ id }) => (places.get(id) ?? 0) > after);
  const page = left.slice(0, PAGE);
  const last = page.at(-1);
  return {
    rows: await viewRows(db, reader, page),
    nextCursor: left.length > PAGE && last ? writeNameCursor(last) : null,
    total: found.length,
    near,
  };
}

type Found = {
  id: string;
  fase: number;
  name: string;
  place: string;
  schools: number;
  contactEmail: string | null;
  closedOn: string | null;
  holders: { role: Role; personId: string; firstName: string; lastName: string; email: string | null }[];
  gaps: { kind: GapKind; role: Role | '' }[];
};

async function viewRows(db: Database, reader: PoListReader, page: readonly { id: string }[]): Promise<PoRow[]> {
  if (page.length === 0) return [];
  const { today } = reader;
  const rows = await db.execute<Found>(sql`
    select p.id, p.fase, p.name, trim(p.postcode || ' ' || p.locality) as place, p.contact_email as "contactEmail", p.closed_on::text as "closedOn",
      (select count(*)::int from school s where s.po_id = p.id and ${isOpen(today)}) as schools,
      (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'personId', h.id, 'firstName', h.first_name,
          'lastName', h.last_name, 'email', h.email) order by h.last_name, h.first_name, h.id), '[]')
        from mandate m join role_assignment r on r.mandate_id = m.id join person h on h.id = m.person_id
        where m.po_id = p.id and m.annulled_at is null and r.annulled_at is null and r.period @> ${today}::date
          and r.role in ('president', 'treasurer', 'secretary')) as holders,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', g.kind, 'role', g.role)), '[]')
        from po_gap g where g.po_id = p.id and ${isOpenPo(today)} and ${tellable(reader)}) as gaps
    from unnest(${uuidList(page.map(({ id }) => id))}) with ordinality as page (id, place)
    join po p on p.id = page.id order by page.place`);
  return [...rows].map(viewRow);
}

function viewRow({ holders, gaps, ...row }: Found): PoRow {
  const holdersOf = (wanted: Role) =>
    holders
      .filter(({ role }) => role === wanted)
      .map(({ personId, email, ...name }) => ({ personId, name: formatName(name), email }));
  return {
    ...row,
    presidents: holdersOf('president'),
    treasurers: holdersOf('treasurer'),
    secretaries: holdersOf('secretary'),
    gaps: gaps
      .sort((a, b) => rankOf(a) - rankOf(b))
      .map(({ kind, role }) => ({ kind, label: nameGap(kind, role === '' ? null : role) })),
  };
}

const ORDER: GapKind[] = ['unheld', 'several', 'no-email', 'bounced', 'ending', 'no-account'];

function rankOf({ kind, role }: Found['gaps'][number]): number {
  return ORDER.indexOf(kind) * ROLES.length + (role === '' ? 0 : ROLES.indexOf(role));
}

/** How many POs lack what, told from the narrow table of gaps alone. */
async function countGaps(db: Database, reader: PoListReader): Promise<PoList['counts']> {
  const [rows, [all]] = await Promise.all([
    db.execute<{ kind: GapKind | null; role: Role | ''; pos: number }>(sql`
      with told as materialized (
        select distinct g.po_id, g.kind, case when g.kind = 'unheld' then g.role else '' end as role
        from po_gap g join po p on p.id = g.po_id
        where p.region_id = ${reader.regionId} and ${isOpenPo(reader.today)} and ${tellable(reader)})
      select kind, role, count(*)::int as pos from told group by 1, 2
      union all select null, '', count(*)::int from (select distinct po_id from told) as any_of_them`),
    db.execute<{ pos: number }>(
      sql`select count(*)::int as pos from po p where p.region_id = ${reader.regionId} and ${isOpenPo(reader.today)}`,
    ),
  ]);
  const of = (kind: GapKind | null, role: Role | '' = '') =>
    rows.find((row) => row.kind === kind && (kind === null || row.role === role))?.pos ?? 0;
  const [president, treasurer, secretary] = REQUIRED_ROLES.map((role) => of('unheld', role));
  const any = of(null);
  return {
    any,
    'no-president': president ?? 0,
    'no-treasurer': treasurer ?? 0,
    'no-secretary': secretary ?? 0,
    several: of('several'),
    'no-email': of('no-email'),
    ending: of('ending'),
    'no-account': of('no-account'),
    bounced: of('bounced'),
    none: (all?.pos ?? 0) - any,
  } satisfies Record<GapFilter, number>;
}
