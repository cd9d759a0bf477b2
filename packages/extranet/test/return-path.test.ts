import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { returnPath } from '../src/server/return-path.ts';

const publicUrl = 'https://extranet.po.example';

describe('where one goes after signing in', () => {
  test.each([
    ['/dossier/900101', '/dossier/900101'],
    ['/ressources/x?a=b', '/ressources/x?a=b'],
  ])('%s is ours', (asked, path) => {
    expect(returnPath(asked, publicUrl)).toBe(path);
  });

  test.each([
    '//autre.example',
    'https://autre.example',
    '/\\autre.example',
    '/.//autre.example',
    '/x/..//autre.example',
    '/\t/autre.example',
    'javascript:alert(1)',
    '',
    undefined,
    ['/a'],
    `/${'a'.repeat(600)}`,
  ])('%j leads to the first page', (asked) => {
    expect(returnPath(asked, publicUrl)).toBe('/');
  });

  test('never another site, whatever is asked', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\/[/\\.@:a-z%\t\n]{0,12}$/), (asked) => {
        const path = returnPath(asked, publicUrl);
        return new URL(path, publicUrl).origin === publicUrl && !path.startsWith('//');
      }),
    );
  });
});
