import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { tokenSecret } from '../../../src/auth/token-secrets.ts';
import { readUnsubscribeToken, unsubscribeUrlOf } from '../../../src/mail/mailings/unsubscribe-link.ts';

const KEY = 'a'.repeat(32);
const FORMER = 'b'.repeat(32);
const SITE = 'https://extranet.po.example';
const tokenOf = (url: string) => url.split('/').at(-1) ?? '';

describe('the link that leaves a kind of mailing', () => {
  test('leads back to its mail, also after the key was changed', () => {
    const mailId = randomUUID();
    const url = unsubscribeUrlOf([FORMER], mailId, SITE);
    expect(url).toMatch(/^https:\/\/extranet\.po\.example\/desinscription\/[\w-]{43}$/);
    expect(readUnsubscribeToken([FORMER], tokenOf(url))).toBe(mailId);
    expect(readUnsubscribeToken([KEY, FORMER], tokenOf(url))).toBe(mailId);
    expect(unsubscribeUrlOf([FORMER], mailId, SITE)).toBe(url);
  });

  test('is nobody’s when a sign was changed, the key is gone, or it was made for something else', () => {
    const mailId = randomUUID();
    const token = tokenOf(unsubscribeUrlOf([KEY], mailId, SITE));
    for (const at of [0, 10, 21, 22, 30, 41]) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(readUnsubscribeToken([KEY], token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
    expect(readUnsubscribeToken([FORMER], token)).toBeNull();
    for (const text of [
      '',
      'x',
      token.slice(1),
      `${token}A`,
      `${token.slice(0, -1)}.`,
      tokenSecret(KEY, 'activation', mailId),
    ])
      expect(readUnsubscribeToken([KEY], text)).toBeNull();
  });
});
