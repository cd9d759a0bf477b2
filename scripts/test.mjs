// `pnpm test [jest arguments]`: builds what the tests start as processes, runs jest, and ends with the plain line
// "N passed, N failed".
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireInstall } from './check-install.mjs';

requireInstall();
const { build } = await import('./build.mjs');
await build();

const temporary = inMemory() ?? tmpdir();
const folder = mkdtempSync(join(temporary, 'guichet-results-'));
const results = join(folder, 'results.json');
const asked = process.argv.slice(2).filter((argument) => argument !== '--');
const code = await jest(['--json', `--outputFile=${results}`, ...asked]);
const summary = summarise(results);
rmSync(folder, { recursive: true, force: true });
console.log(`\n${summary.line}`);
process.exitCode = code === 0 && !summary.ok ? 1 : code;

/**
 * Where Linux keeps files in memory, if there is room: each test file copies a database of a thousand files, which on a
 * disk takes twenty times as long. A container gives 64 MB by default, which is too little.
 */
function inMemory() {
  const place = '/dev/shm';
  try {
    accessSync(place, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize >= 4 * 1024 ** 3 ? place : undefined;
  } catch {
    return undefined;
  }
}

function jest(args) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...args],
      // Results go to the file; jest tells people on stderr, and repeats the whole of it as JSON on stdout.
      { stdio: ['inherit', 'ignore', 'inherit'], env: { ...process.env, TMPDIR: temporary } },
    );
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.once('error', () => resolve(1));
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
}

function summarise(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { ok: false, line: '0 passed, 1 failed' };
  }
  // A file that could not even be loaded counts as one failed test: it hides those inside it.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const skipped = report.numPendingTests + report.numTodoTests;
  const line = `${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { ok: report.success, line };
}
