import { cpus, totalmem } from 'node:os';
import type { Cluster } from './cluster.ts';

/** What the figures were measured on: without it they say nothing. */
export async function describeMachine({ connect }: Cluster): Promise<string> {
  const [server] = await connect('migrator').sql<{ version: string; fsync: string; commit: string; method: string }[]>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit, current_setting('wal_sync_method') as method`;
  const [cpu] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GB, ${process.platform}`,
    `Node ${process.version}, PostgreSQL ${server?.version} (fsync ${server?.fsync} by ${server?.method}, synchronous_commit ${server?.commit})`,
    'Load generator, product and PostgreSQL share this machine.',
  ].join('\n');
}
