// `node scripts/measure-memory.mjs [pid]`: memory of a running Guichet PO, as the sum of PSS (each shared page counted
// once) over the supervisor, everything above it up to `npx`, and everything below it. Linux only.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const dataFolder = process.env.DATA_DIR ?? '.data';
const pid = Number(process.argv[2] ?? ownerOf(join(dataFolder, 'run.json')));

const processes = readdirSync('/proc')
  .filter((name) => /^\d+$/.test(name))
  .flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command }];
    } catch {
      return [];
    }
  });

const wanted = [...launchers(pid), ...tree(pid)];
let total = 0;
for (const each of wanted) {
  const pss = pssOf(each.pid);
  total += pss;
  console.log(`${megabytes(pss)}  ${String(each.pid).padStart(7)}  ${each.command.slice(0, 110)}`);
}
console.log(`${megabytes(total)}  all ${wanted.length} processes (sum of PSS)`);

function tree(root) {
  const own = processes.filter((each) => each.pid === root);
  return [...own, ...processes.filter((each) => each.parent === root).flatMap((child) => tree(child.pid))];
}

/** npx, pnpm and the shells between: they stay for as long as the product runs. */
function launchers(child) {
  const above = [];
  for (let each = parentOf(child); each; each = parentOf(each.pid)) above.push(each);
  const top = above.findLastIndex(({ command }) =>
    /^(\S*\/)?(npm|npx|pnpm)\b|^\S*node\S* \S*(npm|npx|pnpm)/.test(command),
  );
  return above.slice(0, top + 1).reverse();
}

function parentOf(child) {
  const self = processes.find((each) => each.pid === child);
  return processes.find((each) => each.pid === self?.parent);
}

function pssOf(each) {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${each}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function ownerOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).owner.pid;
  } catch {
    console.error(`${file} names no running Guichet PO: start it, or give the pid of its supervisor.`);
    process.exit(1);
  }
}

function megabytes(kilobytes) {
  return `${(kilobytes / 1024).toFixed(1).padStart(7)} MB`;
}
