import type { DatabaseConnection } from '@guichet/shared/db/client';
import type { Engine } from '@guichet/shared/queue/engine';
import { Gauge, type Registry } from 'prom-client';

/** What there is to do, by the ledger and by the queue. */
export function addWorkMetrics(
  registry: Registry,
  sql: DatabaseConnection['sql'],
  engine: () => Engine | undefined,
): void {
  const registers = [registry];
  new Gauge({
    name: 'guichet_outbox_due',
    help: 'Rows of the outbox that are due and not done',
    labelNames: ['kind'],
    registers,
    async collect() {
      this.reset();
      const rows =
        await sql`select kind, count(*)::int as n from outbox where state = 'pending' and next_at <= now() group by kind`;
      for (const { kind, n } of rows) this.set({ kind }, n);
    },
  });
  new Gauge({
    name: 'guichet_outbox_oldest_due_seconds',
    help: 'How long the oldest row that is due has been waiting',
    registers,
    async collect() {
      const [row] = await sql`
        select coalesce(extract(epoch from now() - min(next_at)), 0)::float8 as seconds
        from outbox where state = 'pending' and next_at <= now()`;
      this.set(row?.seconds ?? 0);
    },
  });
  new Gauge({
    name: 'guichet_mail_trouble',
    help: 'Mails that failed or whose arrival is unknown',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const rows =
        await sql`select state, count(*)::int as n from mail where state in ('failed', 'unknown') group by state`;
      for (const { state, n } of rows) this.set({ state }, n);
    },
  });
  new Gauge({
    name: 'guichet_queue_jobs',
    help: 'Jobs of the queue',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      const counts = await engine()?.counts();
      for (const [queue, states] of Object.entries(counts ?? {})) {
        for (const [state, n] of Object.entries(states)) this.set({ queue, state }, n);
      }
    },
  });
}
