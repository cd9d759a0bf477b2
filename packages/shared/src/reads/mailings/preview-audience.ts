import { type SQL, sql } from 'drizzle-orm';
import type { AudiencePage, RecipientList } from '../../contracts/audience-preview.ts';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import type { Database } from '../../db/client.ts';
import type { RecipientObstacle } from '../../domain/mailings/recipient.ts';
import { formatName } from '../../domain/names.ts';
import { readNameCursor, writeNameCursor } from '../read-name-cursor.ts';
import { searchWords } from '../search-words.ts';
import { audiencePageParts, audiencePageRows, PAGE } from './audience-page-parts.ts';
import { type AudienceOf, audienceParts } from './audience-parts.ts';
import { alikePos, audiencePeopleParts } from './audience-people-parts.ts';
import { audienceWays } from './audience-ways.ts';
import { type AlikePeople, type AlikePos, countAudience, countLacking } from './count-audience.ts';
import { lacksOneOf, mayGo } from './lacks.ts';

export type AudienceAsked = {
  criteria: AudienceCriteria;
  list: RecipientList;
  q?: string | undefined;
  cursor?: string | undefined;
};

const OBSTACLES: Record<RecipientList, (RecipientObstacle | null)[]> = {
  written: [null],
  unreachable: ['no-address', 'suppressed'],
  left: ['left-list'],
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
type Found = { total: number | null; rows: Row[]; people: AlikePeople[]; pos: AlikePos[] | null; scope: number };

/**
 * Whom a mailing would be for: the numbers, with the first page only, and the page of a list, by name. One statement, so
 * that the numbers and the list are of one moment. Everybody is a few numbers in it: names, addresses and reasons are
 * looked up for those who are shown.
 * @throws InvalidInputError for a cursor that is none
 */
export async function previewAudience(
  db: Database,
  of: AudienceOf,
  { criteria, list, q, cursor }: AudienceAsked,
): Promise<AudiencePage> {
  const after = cursor === undefined ? null : readNameCursor(cursor);
  const words = searchWords(q ?? '');
  const statement = sql`
    with ${audienceParts(criteria, of)}, ${audiencePeopleParts(criteria, of)},
    fitting as ${sql.raw(words.length > 0 ? 'materialized' : 'not materialized')} (
      select p.person_id, p.name_key, p.lack from people p where ${isListed(list)} and ${bears(words)}),
    ${audiencePageParts(criteria, of, after)}
    select ${words.length > 0 ? sql`(select count(*)::int from fitting)` : sql`null::int`} as total,
      ${audiencePageRows} as rows, (select coalesce(jsonb_agg(alike), '[]') from alike) as people,
      ${after === null ? alikePos(criteria) : sql`null::jsonb`} as pos, (select count(*)::int from scope) as scope`;
  const [found] = await db.transaction(async (tx) => {
    // Everybody in memory at once: a few megabytes, and on disk twice as slow.
    await tx.execute(sql`set local work_mem = '32MB'`);
    return tx.execute<Found>(statement);
  });
  if (!found) throw new Error('a statement that always says one row said none');
  const rows = found.rows.slice(0, PAGE);
  const last = rows.at(-1);
  const { people, pos, scope } = found;
  return {
    counts: pos === null ? null : countAudience({ people, pos, scope }, audienceWays(criteria)),
    total: found.total ?? countLacking(people, OBSTACLES[list]),
    rows: rows.map(({ id, last_name: lastName, first_name: firstName, email, ...row }) => ({
      ...{ id, name: formatName({ lastName, firstName }), address: email },
      ...{ obstacle: row.obstacle, reasons: row.reasons },
    })),
    nextCursor: found.rows.length > PAGE && last ? writeNameCursor({ name: last.search, id: last.id }) : null,
  };
}

function isListed(list: RecipientList): SQL {
  const obstacles = OBSTACLES[list].filter((obstacle) => obstacle !== null);
  return obstacles.length === 0 ? mayGo('p') : lacksOneOf('p', obstacles);
}

/** Whether each word begins a word of the name, or of a PO of the reasons. */
function bears(words: readonly string[]): SQL {
  if (words.length === 0) return sql`true`;
  return sql.join(
    words.map((word) => {
      const begun = `% ${word}%`;
      // The first condition is what the index of trigrams answers.
      return sql`(p.person_id in (
          select n.id from person n where n.search like ${`%${word}%`} and ' ' || n.search like ${begun})
        or p.person_id in (
          select c.person_id from coming c join scope on scope.id = c.po_id where ' ' || scope.search like ${begun}))`;
    }),
    sql` and `,
  );
}
