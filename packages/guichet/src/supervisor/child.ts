import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { endProcess } from '../data-folder/end-process.ts';
import { identify, type ProcessIdentity } from '../data-folder/process-identity.ts';
import { OperatorError } from '../operator-error.ts';
import type { Output } from './output.ts';
import { becomesReady } from './readiness.ts';
import { countFailure, restartPause } from './restart-pause.ts';

export type ProcessSpec = {
  name: string;
  /** The compiled file that node runs. */
  entry: string;
  nodeFlags: string[];
  env: Record<string, string>;
  /** Answers 200 once the process can work. */
  readyUrl: string;
};

export type Supervised = {
  name: string;
  identity(): ProcessIdentity | undefined;
  /** Resolves when the process is ready for the first time; throws an OperatorError when it keeps failing. */
  ready(): Promise<void>;
  stop(graceMs: number): Promise<void>;
};

const attemptsToStart = 3;
const timeToStart = 90_000;

/** Keeps one process running: starts it, and starts it again with growing pauses when it ends by itself. */
export function supervise(
  spec: ProcessSpec,
  output: Output,
  onChange: () => void,
  ending: () => boolean = () => false,
): Supervised {
  let child: ChildProcess | undefined;
  let identity: ProcessIdentity | undefined;
  let stopping = false;
  let everReady = false;
  let failures = 0;
  let fail: (error: OperatorError) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  // Nobody may be waiting any more when it fails.
  failed.catch(() => {});

  const launch = (): void => {
    const startedAt = Date.now();
    const started = spawn(process.execPath, [...spec.nodeFlags, spec.entry], {
      env: spec.env,
      // Its own group: a Ctrl-C in the terminal reaches us alone, and we stop things in order.
      detached: true,
      // The channel breaks when we die, however that happens: the process then stops by itself.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = started;
    identity = started.pid === undefined ? undefined : identify(started.pid);
    onChange();
    if (started.stdout) output.follow(spec.name, started.stdout);
    if (started.stderr) output.follow(spec.name, started.stderr);
    started.once('error', (error) => output.say(`${spec.name} could not be started: ${error.message}`));
    started.once('close', (code, signal) => {
      identity = undefined;
      onChange();
      if (!stopping) void startAgain(Date.now() - startedAt, signal ?? `code ${code}`);
    });
  };

  const startAgain = async (livedMs: number, how: string): Promise<void> => {
    failures = countFailure(failures, livedMs);
    if (!everReady && failures >= attemptsToStart) {
      stopping = true;
      return fail(new OperatorError(`${spec.name} does not start (${how}): what it said is above and in its log.`));
    }
    const pause = restartPause(failures);
    output.say(`${spec.name} ended by itself (${how}): starting it again in ${pause / 1000} s.`);
    await wait(pause);
    if (stopping) return;
    launch();
    if (everReady && (await becomesReady(spec.readyUrl, timeToStart, () => stopping || !identity))) {
      output.say(`${spec.name} is back.`);
    }
  };

  const firstReady = async (): Promise<void> => {
    everReady = await becomesReady(spec.readyUrl, timeToStart, () => stopping || ending());
    if (!everReady && !stopping && !ending())
      throw new OperatorError(`${spec.name} was not ready within ${timeToStart / 1000} s.`);
  };

  launch();
  return {
    name: spec.name,
    identity: () => identity,
    ready: () => Promise.race([firstReady(), failed]),
    async stop(graceMs) {
      stopping = true;
      const target = identity;
      if (!target || !child) return;
      const closed = new Promise((resolve) => child?.once('close', resolve));
      await endProcess(target, graceMs);
      await Promise.race([closed, wait(500, undefined, { ref: false })]);
    },
  };
}
