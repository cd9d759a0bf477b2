import { mkdirSync } from 'node:fs';
import { freePort } from '../packages/shared/src/db/cluster/cluster.ts';
import { TEST_TOKEN_KEYS } from '../packages/shared/src/testing/register-builder.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type InventedPo, insertPos } from './invented-people.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';
import { type Program, startProgram } from './program.ts';

export type Server = Program & { url: string; port: number };

/** Where everything is measured: one durable PostgreSQL, invented POs, the built processes. */
export type Place = {
  cluster: Cluster;
  pos: InventedPo[];
  mails: MailSink;
  rounds: number;
  say: (text: string) => void;
  /** A copy of the public form; copies share one public address. */
  startIntake(copy: 'measured' | 'helping', env?: Record<string, string>): Promise<Server>;
  startWorker(): Promise<Server>;
  close(): Promise<void>;
};

export const PUBLIC_URL = 'http://localhost:3000';

export type PlaceOptions = { pos: number; rounds: number; say: (text: string) => void; profile?: string | undefined };

export async function openPlace(options: PlaceOptions): Promise<Place> {
  const { profile } = options;
  if (profile) mkdirSync(profile, { recursive: true });
  const cluster = await startCluster();
  const mails = await startMailSink();
  const common = { TOKEN_KEYS: TEST_TOKEN_KEYS.join(','), LOG_LEVEL: 'info' };
  return {
    ...{ cluster, mails, rounds: options.rounds, say: options.say },
    pos: await insertPos(cluster, options.pos),
    async startIntake(copy, env = {}) {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const own = {
        DATABASE_URL: cluster.url('intake'),
        INTAKE_PORT: String(port),
        INTAKE_URL: PUBLIC_URL,
        SENDS_PER_HOUR: '1000000',
        SENDS_PER_HOUR_OVERALL: '100000000',
        MIN_FILL_SECONDS: '0',
      };
      const path = 'packages/intake-form/dist/server/main.js';
      const program = await startProgram(
        path,
        { ...common, ...own, ...env },
        `${url}/readyz`,
        copy === 'measured' ? profile : undefined,
      );
      return { url, port, ...program };
    },
    async startWorker() {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const own = { DATABASE_URL: cluster.url('worker'), WORKER_PORT: String(port), SMTP_URL: mails.url };
      const path = 'packages/worker/dist/main.js';
      const program = await startProgram(path, { ...common, ...own }, `${url}/readyz`, profile);
      return { url, port, ...program };
    },
    async close() {
      await mails.close();
      await cluster.close();
    },
  };
}
