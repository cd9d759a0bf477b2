import { sql } from 'drizzle-orm';
import type { PaceRates } from '../../commands/mailings/settle-mailing.ts';
import type { Database } from '../../db/client.ts';

/** Moments are taken no further ahead than this: a mailing that is paused leaves no long gap behind. */
const AHEAD_SECONDS = 1.5;
/** What finds no moment comes back when there may be one, and not later than after so long. */
const BACK_WITHIN_SECONDS = 60;

/** When one mail may leave: after so many seconds, or, when none is free so soon, to be asked again after so many. */
export type Moment = { in: number } | { notBefore: number };

type Taken = { key: string; first: number; after: number };

/**
 * Takes moments for mails of mailings, by one conditional update each for all recipient domains and for the whole: so
 * several workers keep to one pace together, after an outage too. In the order of `domains`.
 */
export async function takeMoments(db: Database, domains: readonly string[], rates: PaceRates): Promise<Moment[]> {
  const perDomain = await take(db, countOf(domains), rates.perDomain);
  const first = domains.map(handOut(perDomain, rates.perDomain));
  const granted = first.filter((moment) => 'in' in moment).length;
  const overall = await take(db, granted === 0 ? new Map() : new Map([['*', granted]]), rates.overall);
  const next = handOut(overall, rates.overall);
  return first.map((moment) => {
    if ('notBefore' in moment) return moment;
    const other = next('*');
    return 'notBefore' in other ? other : { in: Math.max(moment.in, other.in) };
  });
}

function countOf(domains: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const domain of domains) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  return counts;
}

/** Null: there is no pace to keep. */
async function take(db: Database, wanted: Map<string, number>, rate: number): Promise<Map<string, Taken> | null> {
  if (rate === 0) return null;
  if (wanted.size === 0) return new Map();
  const asked = JSON.stringify([...wanted].map(([key, n]) => ({ key, n })));
  // In one order, so that two workers never wait for each other.
  const rows = await db.execute<Taken>(sql`
    insert into mail_pace as p (key, next_at)
    select key, now() + make_interval(secs => least(n, floor(${AHEAD_SECONDS}::float8 * ${rate}::float8)) / ${rate}::float8)
    from jsonb_to_recordset(${asked}::jsonb) as w (key text, n integer) order by key
    on conflict (key) do update set next_at = greatest(p.next_at, now()) + least(excluded.next_at - now(), make_interval(secs =>
      greatest(floor((${AHEAD_SECONDS}::float8 - extract(epoch from greatest(p.next_at - now(), interval '0'))::float8) * ${rate}::float8), 0)
        / ${rate}::float8))
    returning new.key, greatest(extract(epoch from coalesce(old.next_at, now()) - now()), 0)::float8 as first,
      extract(epoch from new.next_at - now())::float8 as after`);
  return new Map(rows.map((row) => [row.key, row]));
}

function handOut(taken: Map<string, Taken> | null, rate: number): (key: string) => Moment {
  const given = new Map<string, number>();
  return (key) => {
    const moments = taken?.get(key);
    if (!moments) return { in: 0 };
    const place = given.get(key) ?? 0;
    given.set(key, place + 1);
    const at = moments.first + place / rate;
    // Half a place of room for what is lost in the arithmetic of moments.
    if (at < moments.after - 0.5 / rate) return { in: at };
    return { notBefore: Math.min(Math.max(at, 1), BACK_WITHIN_SECONDS) };
  };
}
