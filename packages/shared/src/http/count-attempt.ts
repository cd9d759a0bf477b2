import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';

/** `most` attempts with this key within so many seconds; keys of different names do not meet. */
export type AttemptLimit = { name: string; key: string; most: number; seconds: number };

export type UsedUp = { name: string; retryAfterSeconds: number };

/**
 * Counts one attempt against several limits in one atomic statement, in the table of `rate-limit.ts`, whose limiters
 * also delete what expired. `overall` is counted only where none of the others is used up: one who floods uses up a
 * share of their own, not everybody's. Answers the limit that is used up and ends last, or null when the attempt may
 * pass. Keys (addresses, mails) are hashed before they are stored.
 */
export async function countAttempt(
  db: Database,
  limits: readonly AttemptLimit[],
  overall: AttemptLimit | null,
  now: Date,
): Promise<UsedUp | null> {
  const own = limits.map((limit) => rowOf(limit, now));
  const all = overall ? [...own, rowOf(overall, now)] : own;
  const rows = await db.execute<{ key: string; points: number; expire: string }>(sql`
    with own as (
      insert into rate_limit as r (key, points, expire)
      select key, 1, expire from ${listed(own)} order by key ${oneMore(now)}
    ), overall as (
      insert into rate_limit as r (key, points, expire)
      select key, 1, expire from ${listed(all.slice(own.length))}
      where not exists (select from own join ${listed(own)} on wanted.key = own.key where own.points > wanted.most)
      ${oneMore(now)}
    )
    select key, points, expire from own union all select key, points, expire from overall`);
  const usedUp = all.flatMap(({ key, name, most }) => {
    const counted = rows.find((row) => row.key === key);
    if (!counted || counted.points <= most) return [];
    const left = Number(counted.expire) - now.getTime();
    return [{ name, retryAfterSeconds: Math.max(1, Math.ceil(left / 1_000)) }];
  });
  return usedUp.sort((a, b) => b.retryAfterSeconds - a.retryAfterSeconds)[0] ?? null;
}

type Row = { name: string; key: string; most: number; expire: number };

/** Keys as the limiters of `rate-limit.ts` write them. */
function rowOf({ name, key, most, seconds }: AttemptLimit, now: Date): Row {
  const digest = createHash('sha256').update(key.toLowerCase()).digest('base64url');
  return { name, key: `${name}:${digest}`, most, expire: now.getTime() + seconds * 1_000 };
}

function listed(rows: readonly Row[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted (key text, most int, expire bigint)`;
}

function oneMore(now: Date) {
  const over = sql`r.expire <= ${now.getTime()}::bigint`;
  return sql`on conflict (key) do update set
      points = case when ${over} then 1 else r.points + 1 end,
      expire = case when ${over} then excluded.expire else r.expire end
    returning key, points, expire`;
}
