import { NODE_FLAGS } from '../packages/guichet/src/supervisor/processes.ts';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Program = {
  /** Processor time that it has used so far, in milliseconds; not a number where the system does not tell. */
  processorMs(): number;
  /** The largest memory that it has held so far; not a number where the system does not tell. */
  peakMegabytes(): number;
  end(): Promise<void>;
};

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Starts a built process of the product (or the floor's server) with an environment of its own, and waits until it is
 * ready. `profile` is a folder for a CPU profile, written when it ends.
 */
export async function startProgram(
  path: string,
  env: Record<string, string>,
  readyUrl: string,
  profile?: string,
): Promise<Program> {
  if (!existsSync(`${root}${path}`)) throw new Error(`${path} is missing: run \`pnpm build\` first.`);
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const own = path.startsWith('packages/worker/') ? NODE_FLAGS.worker : NODE_FLAGS.app;
  const child = spawn(process.execPath, [...own, ...flags, path], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  // Logs are written, as in the product, and read by nobody but a failure.
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000);
    });
  }
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      process.off('exit', kill);
      resolve();
    }),
  );
  await untilReady(readyUrl, () => {
    if (child.exitCode !== null) throw new Error(`${path} ended:\n${said}`);
  });
  return {
    processorMs: () => processorMsOf(child.pid ?? 0),
    peakMegabytes: () => peakMegabytesOf(child.pid ?? 0),
    end() {
      child.kill('SIGTERM');
      return gone;
    },
  };
}

function peakMegabytesOf(pid: number): number {
  const file = `/proc/${pid}/status`;
  const peak = existsSync(file) ? /VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return peak === undefined ? Number.NaN : Math.round(Number(peak) / 1024);
}

/** The kernel counts in hundredths of a second. */
export function processorMsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

async function untilReady(url: string, check: () => void): Promise<void> {
  const until = performance.now() + 30_000;
  for (;;) {
    const ready = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    check();
    if (performance.now() > until) throw new Error(`${url} is not ready after 30 s.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
