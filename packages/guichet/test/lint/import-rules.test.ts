import { expect, test } from '@jest/globals';
import { importProblems } from '../../../../scripts/lint/import-rules.ts';

const source = (path: string, text = '') => ({ path: `packages/${path}`, text });
const phone = source('shared/src/domain/phone.ts');
const client = source('shared/src/db/client.ts');

test('applications use shared, and each other never', () => {
  const problems = importProblems([
    client,
    source('extranet/src/server/main.ts', `import { connect } from '@guichet/shared/db/client';`),
    source('extranet/src/server/file.ts', `import { x } from '../../../worker/src/main.ts';`),
    source('shared/src/http/a.ts', `import { y } from '@guichet/extranet/server/main';`),
  ]);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toContain('extranet/src/server/file.ts:1: extranet may not import worker');
  expect(problems[1]).toContain('shared may not import extranet');
});

test('browser code that reaches the server is found however many files away, with the way it takes', () => {
  const [problem, ...others] = importProblems([
    phone,
    source('intake-form/src/client/main.tsx', `import { Form } from '../form.tsx';`),
    source('intake-form/src/form.tsx', `import {\n  a,\n  b,\n} from '@guichet/shared/domain/check';`),
    source('shared/src/domain/check.ts', `export { parsePhone } from './phone.ts';`),
  ]);
  expect(others).toEqual([]);
  expect(problem).toContain(
    'intake-form/src/client/main.tsx -> packages/intake-form/src/form.tsx -> packages/shared/src/domain/check.ts -> packages/shared/src/domain/phone.ts',
  );
});

test('a type may come from anywhere, since nothing of it runs', () => {
  const problems = importProblems([
    client,
    source('backoffice/src/client/main.tsx', `import type { Database } from '@guichet/shared/db/client';`),
    source(
      'shared/src/ui/page.tsx',
      `import type { Sql } from '../db/client.ts';\nexport type { A } from '../db/client.ts';`,
    ),
  ]);
  expect(problems).toEqual([]);
});

test('rooms of browsers do not import node or the rooms below, dynamically either', () => {
  const problems = importProblems([
    client,
    source('shared/src/domain/dates.ts', `import { readFileSync } from 'node:fs';`),
    source('shared/src/ui/page.tsx', `const later = await import('../db/client.ts');`),
    source('shared/src/domain/hash.ts', `import { createHash } from 'node:crypto';`),
  ]);
  expect(problems).toHaveLength(2);
});

test('only tests use the test doubles', () => {
  const problems = importProblems([
    source('shared/src/testing/mailbox.ts'),
    source('worker/src/main.ts', `import { startTestMailbox } from '@guichet/shared/testing/mailbox';`),
    source('worker/test/main.test.ts', `import { startTestMailbox } from '@guichet/shared/testing/mailbox';`),
  ]);
  expect(problems).toEqual([
    'packages/worker/src/main.ts:1: only tests may import packages/shared/src/testing/mailbox.ts',
  ]);
});
