import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { OperatorError } from '../operator-error.ts';
import type { DataFolder } from './data-folder.ts';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';

/**
 * DATA_DIR/run.json says who runs on the folder, what it started and how to reach its database. It is also the lock:
 * it is there for as long as its owner is, and only a dead owner's file is taken over.
 */
export type RunState = {
  owner: ProcessIdentity;
  since: string;
  /** What the owner does: `product`, or one command of the command line. */
  what: string;
  children: (ProcessIdentity & { name: string })[];
  databasePort?: number;
};

export type RunFile = {
  /** What a dead owner left: its children may still run. */
  leftovers: RunState | undefined;
  update(change: Partial<Pick<RunState, 'children' | 'databasePort'>>): void;
  release(): void;
};

/** Takes the folder for this process. Throws an OperatorError when a living process has it. */
export function takeRunFile(folder: DataFolder, what: string): RunFile {
  const self = identify(process.pid) ?? { pid: process.pid, started: 'unknown' };
  let state: RunState = { owner: self, since: new Date().toISOString(), what, children: [] };
  const leftovers = readRunFile(folder);
  if (leftovers && isRunning(leftovers.owner)) throw inUse(folder, leftovers);
  if (leftovers) state.children = leftovers.children;
  // Two starts at the same moment: the file of the dead is removed by both, the new one is linked by one of them.
  rmSync(folder.run, { force: true });
  const draft = `${folder.run}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(state, null, 2), { mode: 0o600 });
  try {
    linkSync(draft, folder.run);
  } catch {
    const winner = readRunFile(folder);
    throw winner
      ? inUse(folder, winner)
      : new OperatorError(`The data folder ${folder.path} is being taken by another start.`);
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    leftovers,
    update(change) {
      state = { ...state, ...change };
      writeFileSync(draft, JSON.stringify(state, null, 2), { mode: 0o600 });
      renameSync(draft, folder.run);
    },
    release() {
      if (readRunFile(folder)?.owner.pid === process.pid) rmSync(folder.run, { force: true });
    },
  };
}

/** The state of the folder, or undefined when nobody is written there. */
export function readRunFile(folder: DataFolder): RunState | undefined {
  try {
    return JSON.parse(readFileSync(folder.run, 'utf8')) as RunState;
  } catch {
    return undefined;
  }
}

/** The state of the folder when its owner is alive. */
export function runningState(folder: DataFolder): RunState | undefined {
  const state = readRunFile(folder);
  return state && isRunning(state.owner) ? state : undefined;
}

function inUse(folder: DataFolder, state: RunState): OperatorError {
  return new OperatorError(
    `The data folder ${folder.path} is in use by ${state.what === 'product' ? 'a running Guichet PO' : state.what} (process ${state.owner.pid}, since ${state.since}): ` +
      'stop it first, or choose another folder with DATA_DIR.',
  );
}
