import type { DatabaseConnection } from '../db/client.ts';
import type { HealthChecks } from './health.ts';

const SILENT_SECONDS = 30;

/** Ready means that the database answers; the worker and its queue are told beside it, by the last they were heard. */
export function heartbeatChecks(sql: DatabaseConnection['sql']): HealthChecks {
  const heard = (process: string) => async () => {
    const [row] = await sql<{ age: number | null }[]>`
      select extract(epoch from now() - max(at))::int as age from read_heartbeats() where process = ${process}`;
    if (row?.age == null || row.age > SILENT_SECONDS) throw new Error(`no ${process} has been heard lately`);
    return { secondsSinceHeartbeat: row.age };
  };
  return {
    database: async () => {
      await sql`select 1`;
      return undefined;
    },
    queue: heard('queue'),
    worker: heard('worker'),
  };
}
