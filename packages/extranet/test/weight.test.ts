import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

type Chunk = { file: string; css?: string[] };

/** Made by `pnpm test` before jest starts. */
const folder = fileURLToPath(new URL('../dist/public/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${folder}.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;

/** Bytes of all built files that end so, compressed. */
function weigh(ending: string): { files: number; bytes: number } {
  const files = [...new Set(Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]))].filter((file) =>
    file.endsWith(ending),
  );
  return {
    files: files.length,
    bytes: files.reduce((sum, file) => sum + gzipSync(readFileSync(folder + file), { level: 9 }).length, 0),
  };
}

test('all script of the extranet together is at most 45 kB, and its styles 14 kB', () => {
  const [scripts, styles] = [weigh('.js'), weigh('.css')];
  expect(scripts.files).toBeGreaterThan(0);
  expect(scripts.bytes).toBeLessThanOrEqual(45_000);
  expect(styles.files).toBeGreaterThan(0);
  expect(styles.bytes).toBeLessThanOrEqual(14_000);
});
