import { type SQL, sql } from 'drizzle-orm';
import type { AudienceCounts, AudiencePage, RecipientList } from '../../contracts/audience-preview.ts';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import type { Database } from '../../db/client.ts';
import { textList } from '../../db/text-list.ts';
import type { RecipientObstacle } from '../../domain/mailings/recipient.ts';
import { formatName } from '../../domain/names.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import { readNameCursor, writeNameCursor } from '../read-name-cursor.ts';
import { searchWords } from '../search-words.ts';
import { type AudienceOf, audienceParts } from './audience-parts.ts';

const PAGE = 50;

export type AudienceAsked = {
  criteria: AudienceCriteria;
  list: RecipientList;
  q?: string | undefined;
  cursor?: string | undefined;
};

const LISTS: Record<RecipientList, SQL> = {
  written: sql`p.obstacle is null`,
  unreachable: sql`p.obstacle in ('no-address', 'suppressed')`,
  left: sql`p.obstacle = 'left-list'`,
};

type Row = {
  id: string;
  search: string;
  last_name: string;
  first_name: string;
  email: string | null;
  obstacle: RecipientObstacle | null;
  reasons: AudiencePage['rows'][number]['reasons'];
};
type Counted = Omit<AudienceCounts, 'byRole'> & {
  roles: { role: Role; insteadOf: Role | null; people: number; pos: number }[];
};

/**
 * Whom a mailing would be for: the numbers, with the first page only, and the page of a list, by name. One statement, so
 * that the numbers and the list are of one moment.
 * @throws InvalidInputError for a cursor that is none
 */
export async function previewAudience(
  db: Database,
  of: AudienceOf,
  { criteria, list, q, cursor }: AudienceAsked,
): Promise<AudiencePage> {
  const after = cursor === undefined ? null : readNameCursor(cursor);
  const beyond =
    after === null ? sql`true` : sql`(f.search collate "C", f.person_id) > (${after.name}, ${after.id}::uuid)`;
  const [found] = await db.execute<{ total: number; rows: Row[]; counted: Counted | null }>(sql`
    with ${audienceParts(criteria, of)},
    people as materialized (
      select person_id, bool_or(presides) as president, any_value(search) as search, any_value(obstacle) as obstacle
      from reason group by 1),
    fitting as ${sql.raw(q ? 'materialized' : 'not materialized')} (select p.person_id, p.search, p.obstacle from people p where ${LISTS[list]} and ${bears(q)}),
    page as materialized (
      select * from fitting f where ${beyond} order by f.search collate "C", f.person_id limit ${PAGE + 1}),
    said as (
      select w.person_id, jsonb_agg(jsonb_build_object('poId', w.po_id, 'poName', named.name, 'role', w.role, 'since', w.since,
          'insteadOf', w.instead_of)
        order by w.instead_of is not null, array_position(${textList(ROLES)}, w.role), named.name, w.po_id) as reasons
      from page join reason w on w.person_id = page.person_id join po named on named.id = w.po_id group by 1)
    select (select count(*)::int from fitting) as total,
      (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'search', page.search, 'last_name', h.last_name,
          'first_name', h.first_name, 'email', h.email, 'obstacle', page.obstacle, 'reasons', said.reasons)
          order by page.search collate "C", page.person_id), '[]')
        from page join person h on h.id = page.person_id join said on said.person_id = page.person_id) as rows,
      ${after === null ? COUNTED : sql`null::jsonb`} as counted`);
  const rows = (found?.rows ?? []).slice(0, PAGE);
  const last = rows.at(-1);
  return {
    counts: found?.counted ? gather(found.counted, criteria.roles) : null,
    total: found?.total ?? 0,
    rows: rows.map(({ id, last_name: lastName, first_name: firstName, email, ...row }) => ({
      ...{ id, name: formatName({ lastName, firstName }), address: email },
      ...{ obstacle: row.obstacle, reasons: row.reasons },
    })),
    nextCursor: (found?.rows.length ?? 0) > PAGE && last ? writeNameCursor({ name: last.search, id: last.id }) : null,
  };
}

/** Whether each word begins a word of the name, or of a PO of the reasons. */
function bears(q: string | undefined): SQL {
  const words = searchWords(q ?? '');
  if (words.length === 0) return sql`true`;
  return sql.join(
    words.map((word) => {
      const like = `% ${word}%`;
      return sql`(' ' || p.search like ${like} or p.person_id in (
        select w.person_id from reason w join po on po.id = w.po_id where ' ' || po.search like ${like}))`;
    }),
    sql` and `,
  );
}

const many = (condition: SQL) => sql`count(*) filter (where ${condition})`;

/** The numbers of the whole audience, whatever is listed. Reasons are gone through once, for people and POs of each role and for POs at all. */
const COUNTED = sql`(
  with tally as (
    select of_all, role, instead_of, ${many(sql`po_id is null`)} as people, ${many(sql`person_id is null`)} as pos
    from (select grouping(role) as of_all, role, instead_of, person_id, po_id from reason
      where role is not null and obstacle is null
      group by grouping sets ((role, instead_of, person_id), (role, instead_of, po_id), (po_id))) t
    group by 1, 2, 3)
  select jsonb_build_object(
    'written', ${many(sql`p.obstacle is null`)}, 'noAddress', ${many(sql`p.obstacle = 'no-address'`)},
    'suppressed', ${many(sql`p.obstacle = 'suppressed'`)}, 'left', ${many(sql`p.obstacle = 'left-list'`)},
    'presidents', ${many(sql`p.obstacle is null and p.president`)},
    'pos', (select count(*) from scope),
    'silentPos', (select count(*) from scope) - coalesce((select pos from tally where of_all = 1), 0),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', role, 'insteadOf', instead_of, 'people', people, 'pos', pos)), '[]')
      from tally where of_all = 0))
  from people p)`;

function gather({ roles, ...numbers }: Counted, asked: readonly Role[]): AudienceCounts {
  const inOrder = ROLES.filter((role) => asked.includes(role));
  return {
    ...numbers,
    // Nobody was asked to answer for a PO.
    silentPos: asked.length === 0 ? 0 : numbers.silentPos,
    byRole: inOrder.map((role) => {
      const direct = roles.find((one) => one.role === role && one.insteadOf === null);
      return {
        role,
        ...{ people: direct?.people ?? 0, pos: direct?.pos ?? 0 },
        instead: ROLES.flatMap((other) =>
          roles
            .filter((one) => one.role === other && one.insteadOf === role)
            .map(({ people, pos }) => ({ role: other, people, pos })),
        ),
      };
    }),
  };
}
