import { type SQL, sql } from 'drizzle-orm';
import type { UndeliveredList, UndeliveredQuery } from '../../contracts/undelivered.ts';
import type { Database } from '../../db/client.ts';
import { addDays } from '../../domain/dates.ts';
import type { HowUndelivered } from '../../domain/undelivered.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { MAIL_NAMES } from '../../mail/mail-names.ts';
import { newestReport, type ReportSaid } from '../../mail/reports/newest-report.ts';
import { midnight, undeliveredMails } from './undelivered-mails.ts';

const PAGE = 50;
/** Before the first mail. */
const EVER = '2000-01-01';

type Row = {
  id: string;
  at: string;
  how: HowUndelivered;
  kind: string;
  name: string;
  address: string;
  person_id: string | null;
  request_id: string | null;
  report: ReportSaid | null;
  words: string | null;
  waits: boolean;
};

/**
 * The mails behind the number of those that did not arrive: of the people and requests of a secretariat, the newest first.
 * Days are those of Brussels.
 * @throws InvalidInputError for a cursor that is none
 */
export async function listUndelivered(
  db: Database,
  regionId: string,
  { from, to, how, cursor }: UndeliveredQuery,
): Promise<UndeliveredList> {
  const gone = sql`
    select * from (${undeliveredMails(regionId, from ?? EVER)}) g
    where ${to === undefined ? sql`true` : sql`g.created_at < ${midnight(addDays(to, 1))}`} ${how === undefined ? sql`` : sql`and g.how = ${how}`}`;
  const [rows, [counted]] = await Promise.all([
    db.execute<Row>(sql`
      select m.id, m.created_at::text as at, g.how, m.kind, m.to_name as name, m.to_address as address, whose.id as person_id,
        coalesce(m.request_id, (select r.id from change_request r where r.submission_id = m.submission_id order by r.position limit 1)) as request_id,
        ${newestReport} as report, t.detail ->> 'words' as words,
        exists (select from staff_task w where w.done_at is null and w.ref in (m.id::text, whose.id::text) and w.kind in ('mail-failed', 'mail-unknown', 'address-to-correct')) as waits
      from (${gone} ${beyond(cursor)} order by g.created_at desc, g.id desc limit ${PAGE + 1}) g
        join mail m on m.id = g.id
        left join staff_task t on t.kind = 'mail-failed' and t.ref = m.id::text
        left join lateral (select d.person_id as id from mandate d join po on po.id = d.po_id where po.region_id = ${regionId}::uuid
          and d.person_id = coalesce(m.person_id, (select a.person_id from member_account a where a.id = m.account_id)) limit 1) whose on true
      order by m.created_at desc, m.id desc`),
    db.execute<{ total: number }>(sql`select count(*)::int as total from (${gone}) as counted`),
  ]);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    rows: page.map(({ at, address, kind, person_id: personId, request_id: requestId, report, words, ...row }) => ({
      ...{ id: row.id, how: row.how, name: row.name, waits: row.waits, to: address, personId, requestId },
      at: new Date(at).toISOString(),
      kind: MAIL_NAMES[kind] ?? 'Mail',
      words: report?.words || words || '',
    })),
    total: counted?.total ?? 0,
    nextCursor: rows.length > PAGE && last ? `${last.at}_${last.id}` : null,
  };
}

const PLACE = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?)_([0-9a-f-]{36})$/;

function beyond(cursor: string | undefined): SQL {
  if (cursor === undefined) return sql``;
  const [, at, id] = PLACE.exec(cursor) ?? [];
  if (at === undefined || id === undefined)
    throw new InvalidInputError('the cursor is not one of ours: take it from `nextCursor`');
  return sql`and (g.created_at, g.id) < (${at}::timestamptz, ${id}::uuid)`;
}
