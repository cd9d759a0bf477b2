import { expect, test } from '@jest/globals';
import { readable } from '../../src/supervisor/output.ts';

test('routine stays in the file, complaints are shown in words', () => {
  expect(readable('{"level":"info","msg":"request completed"}')).toBeUndefined();
  expect(readable('{"level":"warn","msg":"slow"}')).toBe('warn  slow');
  expect(readable('{"level":"error","msg":"failed","err":{"code":"57P01","message":"ended"}}')).toBe(
    'error  failed  57P01  ended',
  );
});

test('what is no log line is shown as it is', () => {
  expect(readable('One environment variable is wrong:')).toBe('One environment variable is wrong:');
  expect(readable('42')).toBe('42');
  expect(readable('null')).toBe('null');
  expect(readable('   ')).toBeUndefined();
});
