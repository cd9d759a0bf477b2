// Compiles the packages (tsc), copies what is not TypeScript beside the result, and bundles the browser code (vite).
// Each step is skipped when a hash of what goes into it is unchanged, so that a second start is quick.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'package.json')),
);
const everywhere = ['pnpm-lock.yaml', 'tsconfig.base.json', 'tsconfig.json', 'scripts/build.mjs'];

/** Builds what changed. Ends the process with the tool's own words and code when a step fails. */
export async function build({ clients = true, quiet = false } = {}) {
  const say = quiet ? () => {} : (text) => console.log(text);
  await step('packages', join(root, 'packages/shared/dist/.packages-hash'), compiledFrom(), say, async () => {
    await run('Compiling', ['node_modules/typescript/bin/tsc', '-b'], root);
    copyAssets();
  });
  if (!clients) return;
  for (const name of packages) {
    const folder = join(root, 'packages', name);
    if (!existsSync(join(folder, 'vite.config.ts'))) continue;
    const inputs = [...everywhere, `packages/${name}`, 'packages/shared'];
    await step(`browser code of ${name}`, join(folder, 'dist/.client-hash'), inputs, say, () =>
      run(`Bundling ${name}`, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], folder),
    );
  }
}

function compiledFrom() {
  return [...everywhere, ...packages.map((name) => `packages/${name}`)];
}

async function step(what, marker, inputs, say, work) {
  const hash = hashOf(inputs);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
  say(`Building ${what}...`);
  await work();
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, hash);
}

/** Everything but TypeScript that the compiled code reads beside itself: SQL migrations, styles, pictures. */
function copyAssets() {
  for (const name of packages) {
    const source = join(root, 'packages', name, 'src');
    for (const file of filesUnder(source)) {
      if (/\.tsx?$/.test(file)) continue;
      cpSync(file, join(root, 'packages', name, 'dist', relative(source, file)));
    }
  }
}

function hashOf(inputs) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const input of inputs) {
    const path = join(root, input);
    const files = extname(path) === '' ? filesUnder(path) : [path];
    for (const file of files) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

const notSources = new Set(['node_modules', 'dist', 'test', 'coverage']);

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}

function run(what, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => stop(`${what} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else if (signal) stop(`${what} was interrupted (${signal}).`);
      else stop(`${what} failed: what is wrong is said above.`);
    });
  });
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
