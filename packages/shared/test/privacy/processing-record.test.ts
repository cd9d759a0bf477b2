import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { processingRecord } from '../../src/privacy/processing-record.ts';

const committed = new URL('../../../../docs/registre-des-traitements.md', import.meta.url);

test('the record of processing in docs/ is the one that the rules make: write it with `pnpm guichet processing-record`', () => {
  expect(readFileSync(committed, 'utf8')).toBe(processingRecord());
});
