import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '@guichet/shared/db/cluster/cluster';

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export type WorkerOptions = {
  databaseUrl: string;
  smtpUrl: string;
  redisUrl?: string | undefined;
  tokenKeys: readonly string[];
  /** SMTP_TIMEOUT; short, so that leases of killed workers are over soon. */
  smtpTimeoutSeconds?: number;
};

export type WorkerProcess = {
  port: number;
  child: ChildProcess;
  /** What it has logged so far. */
  output(): string;
  ready(): Promise<boolean>;
  waitReady(timeoutMs?: number): Promise<void>;
  /** Sends the signal and resolves with the exit code, null after a kill. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
};

/** Starts the built worker as a process of its own, with nothing of the test's environment. */
export async function startWorkerProcess(options: WorkerOptions): Promise<WorkerProcess> {
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`pnpm build\` first.`);
  const port = await freePort();
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: options.databaseUrl,
      WORKER_PORT: String(port),
      SMTP_URL: options.smtpUrl,
      SMTP_TIMEOUT: String(options.smtpTimeoutSeconds ?? 3),
      TOKEN_KEYS: options.tokenKeys.join(','),
      LOG_LEVEL: 'info',
      ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-200_000);
    });
  }
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const gone = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      process.off('exit', kill);
      resolve(code);
    }),
  );

  const ready = async (): Promise<boolean> => {
    try {
      return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(3_000) })).ok;
    } catch {
      return false;
    }
  };
  return {
    port,
    child,
    output: () => said,
    ready,
    async waitReady(timeoutMs = 20_000) {
      const until = performance.now() + timeoutMs;
      while (!(await ready())) {
        if (child.exitCode !== null) throw new Error(`The worker ended:\n${said}`);
        if (performance.now() > until) throw new Error(`The worker is not ready after ${timeoutMs} ms:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
      child.kill(signal);
      return gone;
    },
  };
}
