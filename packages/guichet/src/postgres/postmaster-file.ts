import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, identify, type ProcessIdentity, workingFolder } from '../data-folder/process-identity.ts';

/** The server that postmaster.pid names, when it is alive and really the one of this cluster. */
export function runningPostmaster(folder: string): ProcessIdentity | undefined {
  const named = readPostmasterFile(folder);
  const identity = named && identify(named.pid);
  if (!identity) return undefined;
  const facts = { workingFolder: workingFolder(identity.pid), commandLine: commandLine(identity.pid) ?? '' };
  return isServerOf(folder, named.port, facts) ? identity : undefined;
}

/**
 * Whether a process with that pid is the cluster's server: it works in the data folder. Where the system does not tell
 * the folder (a container without the right to look at other users' processes), the command line must name the folder
 * and the port that postmaster.pid names. A process that hides even that counts as the server: taking the file of a
 * living server away would ruin its data, and refusing to start does not.
 */
export function isServerOf(
  folder: string,
  port: string,
  facts: { workingFolder: string | undefined; commandLine: string },
): boolean {
  if (facts.workingFolder !== undefined) return facts.workingFolder === folder;
  const { commandLine: command } = facts;
  if (command === '') return true;
  return (
    /(^|\/)postgres(\.exe)?\s/.test(command) &&
    (command.includes(` -D ${folder} `) || command.includes(' -D /proc/self/cwd ')) &&
    command.includes(` -p ${port} `)
  );
}

/** Line 1 is the pid, line 4 the port. */
function readPostmasterFile(folder: string): { pid: number; port: string } | undefined {
  try {
    const [pid, , , port = ''] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(pid), port };
  } catch {
    return undefined;
  }
}
