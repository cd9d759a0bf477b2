import type { HealthChecks } from '@guichet/shared/http/health';
import type { DatabaseConnection } from '@guichet/shared/db/client';

/** Ready means that the database answers; how the worker does is told beside it. */
export function healthChecks(sql: DatabaseConnection['sql']): HealthChecks {
  return {
    database: async () => {
      await sql`select 1`;
      return undefined;
    },
    queue: async () => {
      const [row] = await sql<{ due: number; oldest: number }[]>`
        select count(*)::int as due, coalesce(extract(epoch from now() - min(next_at)), 0)::int as oldest
        from outbox where state = 'pending' and next_at < now() - interval '5 seconds'`;
      return { late: row?.due ?? 0, oldestSeconds: row?.oldest ?? 0 };
    },
    worker: async () => {
      const [row] = await sql<{ age: number | null }[]>`
        select extract(epoch from now() - max(at))::int as age from read_heartbeats() where process = 'worker'`;
      if (row?.age == null || row.age > 30) throw new Error('no worker has reported lately');
      return { secondsSinceHeartbeat: row.age };
    },
  };
}
