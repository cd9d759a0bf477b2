import { spawn } from 'node:child_process';
import type { Victim } from './workload.ts';

/** A control in a process of its own, which dies with this one. */
export function startNaiveProcess(program: string, env: Readonly<Record<string, string>>): Victim {
  const child = spawn(process.execPath, [program], { env: { PATH: process.env.PATH, ...env }, stdio: 'ignore' });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const gone = new Promise<null>((resolve) =>
    child.once('exit', () => {
      process.off('exit', kill);
      resolve(null);
    }),
  );
  return {
    gone,
    output: () => '',
    end(signal) {
      child.kill(signal);
      return gone;
    },
  };
}
