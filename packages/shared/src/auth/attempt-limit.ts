import { createHash } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import type { memberRateLimit } from '../db/tables/member-rate-limit.ts';
import type { staffRateLimit } from '../db/tables/staff-rate-limit.ts';
import { GuichetError } from '../errors/errors.ts';

export type AttemptTable = typeof staffRateLimit | typeof memberRateLimit;

export type AttemptLimit = { name: string; attempts: number; seconds: number };

/** A row this old counts for nothing: no limit looks further back. */
const forgetAfterMs = 2 * 86_400_000;

/**
 * Counts one attempt, in one statement, so that parallel ones cannot pass together. The window opens with the first
 * attempt and ends `seconds` later. Answers how many seconds to wait, or 0 when the attempt may go on.
 * Keys (addresses) are stored as digests only.
 */
export async function takeAttempt(
  db: Database,
  table: AttemptTable,
  limit: AttemptLimit,
  key: string,
  now: Date,
): Promise<number> {
  const at = now.getTime();
  const opened = at - limit.seconds * 1_000;
  const [row] = await db
    .insert(table)
    .values({ key: rowKey(limit, key), count: 1, lastRequest: at })
    .onConflictDoUpdate({
      target: table.key,
      set: {
        count: sql`case when ${table.lastRequest} <= ${opened} then 1 else least(${table.count}, 1000000) + 1 end`,
        lastRequest: sql`case when ${table.lastRequest} <= ${opened} then ${at}::bigint else ${table.lastRequest} end`,
      },
    })
    .returning({ count: table.count, opened: table.lastRequest });
  if (!row) throw new Error('the attempt was not counted');
  if (row.count === 1 && Math.random() < 0.02) await db.delete(table).where(lt(table.lastRequest, at - forgetAfterMs));
  return row.count <= limit.attempts ? 0 : Math.max(1, Math.ceil((row.opened + limit.seconds * 1_000 - at) / 1_000));
}

/** Gives the key its attempts back, after a success. */
export async function forgiveAttempts(
  db: Database,
  table: AttemptTable,
  limit: AttemptLimit,
  key: string,
): Promise<void> {
  await db.delete(table).where(sql`${table.key} = ${rowKey(limit, key)}`);
}

/** The refusal that people read, the same whoever they are. */
export function tooManyAttempts(limit: AttemptLimit, waitSeconds: number): GuichetError {
  const minutes = Math.ceil(waitSeconds / 60);
  const when = minutes <= 1 ? 'dans une minute' : `dans ${minutes} minutes`;
  return new GuichetError('too-many-requests', `limit ${limit.name} is used up`, {
    userMessage: `Trop d’essais en peu de temps. Réessayez ${when}.`,
    details: { retryAfterSeconds: waitSeconds },
  });
}

/** One household or office has one IPv4 address, but a whole /64 of IPv6. */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? 'unknown').replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const groups = [...before, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.slice(0, 4).join(':')}::/64`;
}

function rowKey(limit: AttemptLimit, key: string): string {
  return `${limit.name}:${createHash('sha256').update(key).digest('base64url')}`;
}
