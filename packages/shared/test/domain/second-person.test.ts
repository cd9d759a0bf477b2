import { describe, expect, test } from '@jest/globals';
import { STAFF_ACTS, whySecondPerson } from '../../src/domain/second-person.ts';

const me = { id: 'me', personId: 'my-person' };
const strict = { fourEyes: true };
const loose = { fourEyes: false };

describe('who may not decide alone', () => {
  test('nobody decides about themselves, whatever the decision and the rule', () => {
    for (const approval of [strict, loose, null])
      expect(whySecondPerson(me, { personIds: ['other', 'my-person'], acts: [] }, approval)).toMatch(/vous concerne/);
  });

  test.each(STAFF_ACTS)('who %s it does not approve it where two are needed, and may decide otherwise', (act) => {
    const mine = { personIds: [], acts: [{ act, by: 'me' }] };
    expect(whySecondPerson(me, mine, strict)).toMatch(/^Vous avez .* collègue doit l’approuver\.$/);
    expect(whySecondPerson(me, mine, loose)).toBeNull();
    expect(whySecondPerson(me, mine, null)).toBeNull();
    expect(whySecondPerson({ id: 'you', personId: null }, mine, strict)).toBeNull();
  });

  test('of two who each did something neither approves', () => {
    const both = {
      personIds: [],
      acts: [
        { act: 'entered' as const, by: 'me' },
        { act: 'corrected' as const, by: 'you' },
      ],
    };
    for (const id of ['me', 'you']) expect(whySecondPerson({ id, personId: null }, both, strict)).not.toBeNull();
    expect(whySecondPerson({ id: 'third', personId: null }, both, strict)).toBeNull();
  });

  test('who has no file of their own is nobody in particular', () => {
    expect(whySecondPerson({ id: 'me', personId: null }, { personIds: ['x'], acts: [] }, strict)).toBeNull();
  });
});
