import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public/', import.meta.url));

type Chunk = { file: string; imports?: string[] };

/** From a sign-in that stands to a request on the screen. */
const SCREENS = [
  'src/client/main.tsx',
  'src/client/shell/office-shell.tsx',
  'src/client/queue/queue-page.tsx',
  'src/client/queue/no-request.tsx',
  'src/client/request/request-page.tsx',
];
const MOST = 230_000;

test('the queue with a request open costs at most 230 kB of script, compressed', () => {
  const manifest = JSON.parse(readFileSync(`${built}.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`${name} is not in the manifest: this list of screens is out of date`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const screen of SCREENS) visit(screen);
  const bytes = [...files].map((file) => gzipSync(readFileSync(`${built}${file}`), { level: 9 }).length);
  const total = bytes.reduce((sum, each) => sum + each, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(MOST);
});
