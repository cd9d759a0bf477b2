import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export type Source = { path: string; text: string };

const ignored = new Set(['node_modules', 'dist', 'coverage']);

/** Every TypeScript source and style sheet of the packages; paths are from the root, with slashes. */
export function readSources(root: string): Source[] {
  return filesUnder(join(root, 'packages'))
    .filter((path) => /\.(tsx?|css)$/.test(path))
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name) || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}
