import { describe, expect, test } from '@jest/globals';
import { readCoverageSearch } from '../src/client/coverage/coverage-search.ts';
import { readMailingList } from '../src/client/mailings/mailing-lists.ts';
import { readMailingStep } from '../src/client/mailings/mailing-steps.ts';
import { readReturn } from '../src/client/sign-in/read-return.ts';

type Read = (search: Record<string, unknown>) => object;

/** What a screen has of its address: the router lays what is read over what was written. */
const shown = (read: Read, written: Record<string, unknown>) => ({ ...written, ...read(written) });

describe('an address written by hand', () => {
  test.each<[string, Read, Record<string, unknown>, Record<string, unknown>]>([
    ['a list of mailings', readMailingList, { liste: 'gone' }, { liste: 'partis' }],
    ['a step of a mailing', readMailingStep, { etape: 'envoi' }, { etape: 'fin' }],
    [
      'the coverage of roles',
      readCoverageSearch,
      { role: 'treasurer', manque: 'adresse' },
      { role: 'roi', manque: 'x' },
    ],
    ['the mailings of a week', readCoverageSearch, { partis: '2026-11-23_2026-11-29' }, { partis: '2026-11-23' }],
    ['a sign-in', readReturn, { retour: '/po?q=a', fin: 'oui' }, { retour: 'po', fin: 'x' }],
  ])('is read where it says something, and put away where it does not: %s', (_name, read, said, unsaid) => {
    expect(shown(read, said)).toEqual(said);
    const left = Object.values(shown(read, unsaid)).filter((value) => value !== undefined);
    expect(left).toEqual([]);
  });

  test.each(['https://ailleurs.example/', '//ailleurs.example', '/\\ailleurs.example', 'javascript:alert(1)', 'po'])(
    'never leads a sign-in elsewhere: %s',
    (retour) => {
      expect(shown(readReturn, { retour })).toEqual({});
    },
  );

  test.each(['/connexion', '/connexion?retour=%2Fpo&fin=oui', '/connexion/code'])(
    'never leads a sign-in round in a circle: %s',
    (retour) => {
      expect(shown(readReturn, { retour })).toEqual({});
    },
  );
});
