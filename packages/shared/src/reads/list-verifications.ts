import { type SQL, sql } from 'drizzle-orm';
import type { PoFreshness, VerificationList, VerificationRow } from '../contracts/verification.ts';
import type { Database } from '../db/client.ts';
import type { MailState } from '../db/tables/mail.ts';
import { type CivilDate, todayInBrussels } from '../domain/dates.ts';
import { ROLE_LABELS, type Role } from '../domain/roles.ts';
import { VERIFICATION_STATES, type VerificationState } from '../domain/verification.ts';
import { NotFoundError } from '../errors/errors.ts';
import { sayFate } from '../mail/mail-fate.ts';
import { isOpenPo } from './narrow-pos.ts';

const PAGE = 50;
/** What was asked longer ago is of another year. */
const SHOWN_DAYS = 330;

type Asked = {
  personId: string;
  name: string;
  role: Role;
  state: MailState | null;
  errorCode: string | null;
};
type Row = {
  id: string;
  po_id: string;
  fase: number;
  name: string;
  state: VerificationState;
  asked_at: string;
  asked: Asked[];
  reminders: number;
  reminded_at: string | null;
  confirmed_at: string | null;
  by: string | null;
  confirmed_role: Role | null;
};

/** The last asking of each PO of a secretariat, with what became of it: how many stand where, and one page by name. */
export async function listVerifications(
  db: Database,
  { regionId, now }: { regionId: string; now: Date },
  query: { state?: VerificationState | undefined; cursor?: string | undefined },
): Promise<VerificationList> {
  const latest = latestOf(regionId, now);
  // Where a page ended: the PO.
  const beyond =
    query.cursor === undefined
      ? sql``
      : sql`and (l.name, l.po_id) > (select name, id from po where id = ${query.cursor}::uuid)`;
  const wanted = query.state ?? null;
  // One look at where everybody stands gives the counts and the page.
  const [[found], [round]] = await Promise.all([
    db.execute<{ counted: Partial<Record<VerificationState, number>>; rows: Row[] }>(sql`
      with latest as materialized (${latest}), page as (
        select l.* from latest l where (${wanted}::text is null or l.state = ${wanted}) ${beyond}
        order by l.name, l.po_id limit ${PAGE + 1}
      )
      select (select coalesce(jsonb_object_agg(state, n), '{}') from (select state, count(*)::int as n from latest group by state) each) as counted,
        (select coalesce(jsonb_agg(to_jsonb(l) || jsonb_build_object('by', h.first_name || ' ' || h.last_name, 'asked', (
            select coalesce(jsonb_agg(jsonb_build_object('personId', q.person_id, 'name', w.first_name || ' ' || w.last_name,
              'role', q.role, 'state', m.state, 'errorCode', m.error_code) order by q.role, w.last_name), '[]')
            from verification_ask q join person w on w.id = q.person_id
              left join mail m on m.cause_key = 'verification-asked:' || q.id where q.verification_id = l.id))
          order by l.name, l.po_id), '[]')
        from page l left join person h on h.id = l.confirmed_by) as rows`),
    db.execute<{ at: string; by: string | null }>(sql`
      select r.ordered_at as at, u.name as by from verification_round r left join staff_user u on u.id = r.ordered_by
      where r.region_id = ${regionId} and r.po_id is null order by r.ordered_at desc limit 1`),
  ]);
  const { rows, counted } = found ?? { rows: [], counted: {} };
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    rows: page.map((row) => viewRow(row, now)),
    nextCursor: rows.length > PAGE && last ? last.po_id : null,
    counts: Object.fromEntries(
      VERIFICATION_STATES.map((state) => [state, counted[state] ?? 0]),
    ) as VerificationList['counts'],
    lastRound: round ? { at: new Date(round.at).toISOString(), by: round.by } : null,
  };
}

/**
 * Of each open PO the last asking within the year, with where it stands. Mails that came back are few, and found by
 * themselves: only the askings that they are about are looked at closer.
 */
function latestOf(regionId: string, now: Date): SQL {
  const since = new Date(now.getTime() - SHOWN_DAYS * 86_400_000).toISOString();
  return sql`
    select v.*, p.name, p.fase, case
      when v.confirmed_at is not null then 'confirmed'
      when exists (select from change_request c where c.po_id = v.po_id and c.created_at > v.asked_at) then 'corrections'
      when v.people = 0 then 'nobody'
      when v.people > 0 and v.id in (select q.verification_id from mail b join verification_ask q on q.id = split_part(b.cause_key, ':', 2)::uuid
          where b.kind = 'verification-asked' and b.state in ('failed', 'unknown') and b.created_at > ${since}::timestamptz)
        and not exists (select from verification_ask q join mail m on m.cause_key = 'verification-asked:' || q.id
          where q.verification_id = v.id and m.state not in ('failed', 'unknown')) then 'bounced'
      else 'waiting' end as state
    from po p cross join lateral (
      select * from verification l where l.po_id = p.id and l.round_id is not null and l.asked_at > ${since}::timestamptz
      order by l.asked_at desc limit 1) v
    where p.region_id = ${regionId} and ${isOpenPo(todayInBrussels(now))}`;
}

function viewRow(row: Row, now: Date): VerificationRow {
  const { asked, by, confirmed_role: role, confirmed_at: confirmedAt, reminded_at: remindedAt } = row;
  return {
    ...{ id: row.id, poId: row.po_id, fase: row.fase, name: row.name, state: row.state, reminders: row.reminders },
    askedAt: new Date(row.asked_at).toISOString(),
    remindedAt: remindedAt && new Date(remindedAt).toISOString(),
    confirmedAt: confirmedAt && new Date(confirmedAt).toISOString(),
    confirmedBy: by === null || role === null ? null : `${by}, ${ROLE_LABELS[role]}`,
    asked: asked.map(({ state, errorCode, role: held, ...one }) => ({
      ...{ ...one, role: ROLE_LABELS[held] },
      ...(state === null
        ? { fate: 'sur le point de partir', trouble: false }
        : sayFate({ state, errorCode, dueAt: null }, now)),
    })),
  };
}

/** Whom an asking of every open PO would write to. */
export async function previewVerification(
  db: Database,
  { regionId, today }: { regionId: string; today: CivilDate },
): Promise<{ pos: number; people: number; nobody: number }> {
  const [row] = await db.execute<{ pos: number; people: number; nobody: number }>(sql`
    select count(*)::int as pos, coalesce(sum(n), 0)::int as people, count(*) filter (where n = 0)::int as nobody from (
      select (select count(distinct m.person_id)::int from mandate m join role_assignment r on r.mandate_id = m.id
        join person h on h.id = m.person_id where m.po_id = p.id and m.annulled_at is null and r.annulled_at is null
          and r.role in ('president', 'secretary') and r.period @> ${today}::date and not h.deceased
          and coalesce(h.email, '') <> '') as n
      from po p where p.region_id = ${regionId} and ${isOpenPo(today)}) each`);
  return row ?? { pos: 0, people: 0, nobody: 0 };
}

/** When the file of a PO was last confirmed. @throws NotFoundError in another region */
export async function readPoFreshness(
  db: Database,
  { regionId, poId, now }: { regionId: string; poId: string; now: Date },
): Promise<PoFreshness> {
  const since = new Date(now.getTime() - SHOWN_DAYS * 86_400_000).toISOString();
  const [row] = await db.execute<{
    confirmed: { at: string; by: string; role: Role } | null;
    pending: { id: string; at: string } | null;
  }>(sql`
    select (select jsonb_build_object('at', v.confirmed_at, 'by', h.first_name || ' ' || h.last_name, 'role', v.confirmed_role)
        from verification v join person h on h.id = v.confirmed_by
        where v.po_id = p.id and v.confirmed_at is not null order by v.confirmed_at desc limit 1) as confirmed,
      (select case when v.confirmed_at is null then jsonb_build_object('id', v.id, 'at', v.asked_at) end
        from verification v where v.po_id = p.id and v.asked_at > ${since}::timestamptz order by v.asked_at desc limit 1) as pending
    from po p where p.id = ${poId} and p.region_id = ${regionId}`);
  if (!row) throw new NotFoundError(`no PO ${poId} in region ${regionId}`, { userMessage: 'Ce PO n’existe pas.' });
  const { confirmed, pending } = row;
  return {
    confirmed: confirmed && {
      at: new Date(confirmed.at).toISOString(),
      by: `${confirmed.by}, ${ROLE_LABELS[confirmed.role]}`,
    },
    pending: pending && { id: pending.id, at: new Date(pending.at).toISOString() },
  };
}
