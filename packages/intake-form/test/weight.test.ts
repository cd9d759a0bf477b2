import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { REQUEST_TYPE_NAMES } from '@guichet/shared/request-types/forms';
import { describe, expect, test } from '@jest/globals';

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[]; name?: string };

/** Made by `pnpm test` before jest starts. */
const folder = fileURLToPath(new URL('../dist/public/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${folder}.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
const weigh = (file: string) => gzipSync(readFileSync(folder + file), { level: 9 }).length;
const KILOBYTE = 1_000;

/** What the browser fetches for an entry, its static imports included. */
function filesOf(source: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[source];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(imported, seen);
  return seen;
}

describe('the first load of a page', () => {
  const forms = Object.keys(manifest).filter((source) => /\/(form|submitter-form|typed-po-form)\.ts$/.test(source));

  test('has a form of its own for each request type', () => {
    for (const name of REQUEST_TYPE_NAMES)
      expect(forms.filter((source) => source.includes(`/${name}/`))).toHaveLength(1);
    expect(forms).toHaveLength(REQUEST_TYPE_NAMES.length + 2);
  });

  test.each(forms)('fetches at most 40 kB of JavaScript with %s', (source) => {
    const files = filesOf(source, filesOf('src/client/main.tsx'));
    expect([...files].reduce((sum, file) => sum + weigh(file), 0)).toBeLessThanOrEqual(40 * KILOBYTE);
  });

  test.each(['plain-step', 'po-search', 'proof', 'print', 'tracking'])('fetches at most 40 kB with %s', (name) => {
    const files = filesOf(`src/client/${name}.ts`);
    expect(files.size).toBeGreaterThan(0);
    expect([...files].reduce((sum, file) => sum + weigh(file), 0)).toBeLessThanOrEqual(40 * KILOBYTE);
  });

  test('fetches at most 12 kB of styles and 60 kB of letters', () => {
    const styles = manifest['src/client/styles.css']?.file ?? '';
    expect(weigh(styles)).toBeLessThanOrEqual(12 * KILOBYTE);
    const latin = Object.values(manifest).find(({ file }) => /latin-wght-normal.*\.woff2$/.test(file));
    const font =
      latin?.file ?? /url\(([^)]*latin-wght[^)]*\.woff2)\)/.exec(readFileSync(folder + styles, 'utf8'))?.[1] ?? '';
    const path = folder + font.replace(/^\//, '');
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path).length).toBeLessThanOrEqual(60 * KILOBYTE);
  });

  test('brings no telephone metadata', () => {
    for (const { file } of Object.values(manifest).filter(({ file }) => file.endsWith('.js')))
      expect(readFileSync(folder + file, 'utf8')).not.toMatch(/libphonenumber|TOO_SHORT|INVALID_COUNTRY/);
  });
});
