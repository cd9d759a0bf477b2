import { expect, test } from '@jest/globals';
import { sayMoment } from '../../src/mail/say-moment.ts';

test('an hour of a mail stays on one line', () => {
  expect(sayMoment(new Date('2026-11-24T13:05:00Z'))).toBe('le 24 novembre 2026 à 14\u00a0h\u00a005');
});
