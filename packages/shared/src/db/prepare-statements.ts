import { type SQL, sql as sqlOf } from 'drizzle-orm';
import type { Sql } from 'postgres';

type Unsafe = (query: string, params?: unknown[], options?: object) => unknown;
type Client = { unsafe: Unsafe; begin?: Opener; savepoint?: Opener };
type Opener = (...parts: unknown[]) => Promise<unknown>;

/**
 * A mark for a statement of sets, whose best plan hangs on what is asked. PostgreSQL plans a prepared statement without
 * its values from the sixth time on: an audience of every role then took minutes instead of a second. It is planned anew
 * each time, which costs some milliseconds.
 */
const MARK = '/* planned each time */';
export const PLANNED_EACH_TIME: SQL = sqlOf.raw(MARK);

/**
 * Has drizzle's statements prepared, per connection and text. Drizzle asks postgres.js not to, which then takes two
 * trips to the server for each and has it plan the same statement again every time: applying a request took twice as
 * long. Statements without parameters go as they are.
 */
export function prepareStatements(sql: Sql): Sql {
  wrap(sql as unknown as Client);
  return sql;
}

function wrap(client: Client): Client {
  const unsafe = client.unsafe;
  client.unsafe = (query, params = [], options = {}) =>
    unsafe(query, params, params.length > 0 && !query.includes(MARK) ? { ...options, prepare: true } : options);
  for (const opener of ['begin', 'savepoint'] as const) {
    const open = client[opener];
    if (!open) continue;
    // The last part is what runs inside, on a client of its own.
    client[opener] = (...parts) => {
      const inside = parts.pop() as (inner: Client) => unknown;
      return open(...parts, (inner: Client) => inside(wrap(inner)));
    };
  }
  return client;
}
