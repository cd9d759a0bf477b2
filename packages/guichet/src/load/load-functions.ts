import type { Transaction } from '@guichet/shared/db/client';
import { REFERENCE_ALPHABET } from '@guichet/shared/domain/reference';
import { sql } from 'drizzle-orm';
import { LOAD_POOLS } from './load-pools.ts';

/** Odd, and no multiple of 3 or 5: multiplying by it modulo 30^8 gives every reference once. */
const REFERENCE_STEP = 412_345_678_931;
const REFERENCES = 30 ** 8;

/**
 * Functions of this session that invent values out of a number: the same number gives the same value at every load with
 * the same seed. `what` tells the draws about one number apart.
 */
export async function createLoadFunctions(tx: Transaction, seed: number): Promise<void> {
  const pools = Object.entries(LOAD_POOLS).map(([name, pool]) => poolFunction(name, pool));
  for (const statement of [...basicFunctions(seed), ...pools, ...composedFunctions()])
    await tx.execute(sql.raw(statement));
}

function basicFunctions(seed: number): string[] {
  return [
    fn(
      'draw(n bigint, what int, below int)',
      'int',
      `((hashint8extended(n * 1009 + what, ${seed}) & 9007199254740991) % below)::int`,
    ),
    fn('key(kind text, n bigint)', 'uuid', `md5('load:${seed}:' || kind || ':' || n)::uuid`),
    fn('phone(n bigint)', 'text', `'+32470' || lpad(pg_temp.draw(n, 901, 1000000)::text, 6, '0')`),
    fn(
      'reference(n bigint)',
      'text',
      `(select string_agg(substr('${REFERENCE_ALPHABET}', 1 + ((n * ${REFERENCE_STEP} + ${seed * 7_919}) % ${REFERENCES} / (30::bigint ^ digit)::bigint % 30)::int, 1), '')
        from generate_series(0, 7) digit)`,
    ),
  ];
}

function poolFunction(name: string, pool: readonly string[]): string {
  const list = pool.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ');
  return fn(`${name}(n bigint, what int)`, 'text', `(array[${list}])[1 + pg_temp.draw(n, what, ${pool.length})]`);
}

function composedFunctions(): string[] {
  return [
    fn(
      'made_name(n bigint, what int)',
      'text',
      'pg_temp.name_beginning(n, what) || pg_temp.name_middle(n, what + 1) || pg_temp.name_ending(n, what + 2)',
    ),
    fn(
      'last_name(n bigint)',
      'text',
      `case when pg_temp.draw(n, 10, 100) < 30 then pg_temp.known_last_name(n, 11)
        when pg_temp.draw(n, 10, 100) < 40 then pg_temp.known_last_name(n, 11) || '-' || pg_temp.made_name(n, 12)
        else pg_temp.made_name(n, 12) end`,
    ),
    fn('birth_date(n bigint)', 'date', "date '1938-01-01' + pg_temp.draw(n, 16, 23000)"),
    fn(
      'email(n bigint)',
      'text',
      `regexp_replace(fold(pg_temp.first_name(n, 1) || '.' || pg_temp.last_name(n)), '[^a-z.]', '', 'g') || '.' || n || '@' || pg_temp.mail_domain(n, 17)`,
    ),
    fn(
      'address(n bigint)',
      'jsonb',
      `jsonb_build_object('street', pg_temp.street(n, 20), 'number', (1 + pg_temp.draw(n, 21, 120))::text, 'box', '',
        'postcode', split_part(pg_temp.town(n, 22), ' ', 1), 'locality', substr(pg_temp.town(n, 22), 6), 'country', 'BE')`,
    ),
  ];
}

function fn(signature: string, returns: string, body: string): string {
  return `create function pg_temp.${signature} returns ${returns} language sql immutable return ${body}`;
}
