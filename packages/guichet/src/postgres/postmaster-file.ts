import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, identify, type ProcessIdentity, workingFolder } from '../data-folder/process-identity.ts';

/** The server that postmaster.pid names, when it is alive and really the one of this cluster. */
export function runningPostmaster(folder: string): ProcessIdentity | undefined {
  const pid = readPid(folder);
  const identity = pid === undefined ? undefined : identify(pid);
  if (!identity) return undefined;
  // The server works in its data folder; the command line answers where the system does not tell the folder.
  const works = workingFolder(identity.pid);
  const isIts = works === undefined ? (commandLine(identity.pid)?.includes(folder) ?? false) : works === folder;
  return isIts ? identity : undefined;
}

/** Whether a postmaster.pid lies there at all. */
export function readPid(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
