import { expect, test } from '@jest/globals';
import { houseProblems } from '../../../../scripts/lint/house-rules.ts';

const types = ['new-member', 'removal'];
const problems = (path: string, text = '') => houseProblems([{ path, text }], types);

test('names are kebab-case', () => {
  expect(problems('packages/shared/src/domain/fullName.ts')).toHaveLength(1);
  expect(problems('packages/shared/src/domain/full-name.test.ts')).toEqual([]);
});

test('files stay short', () => {
  expect(problems('packages/shared/src/a.ts', 'x\n'.repeat(400))).toEqual([]);
  expect(problems('packages/shared/src/a.ts', 'x\n'.repeat(401))).toHaveLength(1);
});

test('the environment is read in its room and handed in by entries', () => {
  const reads = 'const port = process.env.PORT;';
  expect(problems('packages/worker/src/apply.ts', reads)).toHaveLength(1);
  expect(problems('packages/worker/src/main.ts', reads)).toEqual([]);
  expect(problems('packages/extranet/src/server/main.ts', reads)).toEqual([]);
  expect(problems('packages/shared/src/env/load-env.ts', reads)).toEqual([]);
  expect(problems('packages/worker/test/apply.test.ts', reads)).toEqual([]);
});

test('nobody outside request-types names a type', () => {
  expect(problems('packages/backoffice/src/client/queue.tsx', `if (type === 'removal') {}`)).toHaveLength(1);
  expect(problems('packages/backoffice/src/client/queue.tsx', `// 'removal' is only spoken of`)).toEqual([]);
  expect(problems('packages/shared/src/request-types/registry.ts', `'removal'`)).toEqual([]);
});
