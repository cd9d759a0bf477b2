import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backofficeEnv } from '@guichet/shared/env/backoffice-env';
import { extranetEnv } from '@guichet/shared/env/extranet-env';
import { intakeEnv } from '@guichet/shared/env/intake-env';
import { operatorEnv } from '@guichet/shared/env/operator-env';
import { workerEnv } from '@guichet/shared/env/worker-env';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = ['README.md', ...markdownUnder('docs')];

describe('the documentation', () => {
  test('explains every variable of every process in .env.example, and names no other', () => {
    const schemas = [intakeEnv, backofficeEnv, extranetEnv, workerEnv, operatorEnv];
    const known = new Set(schemas.flatMap((schema) => Object.keys(schema.in.shape)));
    const explained = read('.env.example').match(/^[A-Z][A-Z_]+(?==)/gm) ?? [];
    expect([...explained].sort()).toEqual([...known].sort());
    expect(read('docs/operations.md')).toContain('](../.env.example)');
  });

  test('tells the operator of no variable that nothing reads', () => {
    const explained = new Set(read('.env.example').match(/^[A-Z][A-Z_]+(?==)/gm));
    const other = new Set(['NODE_ENV', 'CI', 'CHROMIUM_PATH']);
    const unknown = ['README.md', 'docs/operations.md'].flatMap((page) =>
      variablesOf(read(page))
        .filter((name) => !explained.has(name) && !other.has(name))
        .map((name) => `${page}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test('gives commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const operator = readdirSync(join(root, 'packages/guichet/src/commands')).map((file) => file.replace('.ts', ''));
    const own = ['install', 'exec'];
    const unknown = pages.flatMap((page) => {
      const text = read(page);
      const asked = [...text.matchAll(/\bpnpm(?:@12)?(?: --?[\w-]+)* ([a-z][a-z-]+)(?: ([a-z][a-z-]+))?/g)];
      return asked
        .filter(([, script = '']) => !own.includes(script) && !(script in scripts))
        .concat(asked.filter(([, script, command]) => script === 'guichet' && command && !operator.includes(command)))
        .map(([command]) => `${page}: ${command}`);
    });
    expect(unknown).toEqual([]);
    for (const command of ['npx pnpm@12 start', 'npx pnpm@12 test']) expect(read('README.md')).toContain(command);
    for (const command of operator) expect(read('docs/operations.md')).toContain(command);
  });

  test('links to files, headings and pictures that exist, and shows every picture', () => {
    const broken: string[] = [];
    const shown = new Set<string>();
    for (const page of pages) {
      for (const target of linksOf(read(page))) {
        const [path = '', heading] = target.split('#');
        const file = path === '' ? join(root, page) : resolve(root, dirname(page), decodeURIComponent(path));
        shown.add(relative(root, file));
        const isThere = existsSync(file) && (!heading || headingsOf(readFileSync(file, 'utf8')).has(heading));
        if (!isThere) broken.push(`${page}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
    const pictures = readdirSync(join(root, 'docs/images')).map((file) => `docs/images/${file}`);
    expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
  });

  test('names files and folders that exist', () => {
    const missing = pages.flatMap((page) =>
      [...read(page).matchAll(/`((?:packages|scripts|docs|bench|chaos)\/[\w./-]+)`/g)]
        .map(([, path = '']) => path)
        .filter((path) => !path.includes('/dist/') && !existsSync(join(root, path)))
        .map((path) => `${page}: ${path}`),
    );
    expect(missing).toEqual([]);
  });
});

function markdownUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`)
    .sort();
}

/** Names in backticks, code blocks and tables that look like environment variables: two words at least. */
function variablesOf(text: string): string[] {
  const shell = /\$\{?[A-Z_]+/g;
  return [...new Set(text.replace(shell, '').match(/(?<![\w-])[A-Z]+(?:_[A-Z]+)+(?![\w.])/g) ?? [])];
}

function linksOf(text: string): string[] {
  const markdown = [...text.matchAll(/\]\(([^)\s]+)\)/g)];
  const html = [...text.matchAll(/(?:src|srcset|href)="([^"]+)"/g)];
  return [...markdown, ...html].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
}

/** Anchors as the usual viewers make them. */
function headingsOf(text: string): Set<string> {
  const titles = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title);
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
