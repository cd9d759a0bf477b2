import { describe, expect, test } from '@jest/globals';
import { readRedisAddress } from '../../src/env/redis-address.ts';
import { Mistake } from '../../src/env/variable.ts';
import { listOf, mailbox, origin, proxyHops, secret, smtpUrl } from '../../src/env/variables.ts';

describe('redis addresses', () => {
  test.each([
    ['redis://127.0.0.1:6379', { kind: 'single', url: 'redis://127.0.0.1:6379' }],
    ['rediss://user:pa%40ss@redis.example:6380/2', { kind: 'single' }],
    [
      'redis+cluster://:pa%40ss@one:7000,two,[::1]:7002',
      {
        kind: 'cluster',
        password: 'pa@ss',
        tls: false,
        nodes: [
          { host: 'one', port: 7000 },
          { host: 'two', port: 6379 },
          { host: '::1', port: 7002 },
        ],
      },
    ],
    [
      'rediss+sentinel://user:pass@one,two:26380/guichet/3',
      {
        kind: 'sentinel',
        name: 'guichet',
        db: 3,
        username: 'user',
        tls: true,
        sentinels: [
          { host: 'one', port: 26_379 },
          { host: 'two', port: 26_380 },
        ],
      },
    ],
    ['redis+sentinel://one:26379', { name: 'mymaster', db: 0 }],
  ])('reads %s', (text, expected) => {
    expect(readRedisAddress(text)).toMatchObject(expected);
  });

  test.each([
    'http://redis:6379',
    'redis://one:6379,two:6379',
    'redis://',
    'redis://one/main',
    'redis+cluster://one:99999',
    'redis+cluster://one:7000/2',
    'redis+sentinel://one/name/zero',
  ])('refuses %s', (text) => {
    expect(readRedisAddress(text)).toBeInstanceOf(Mistake);
  });
});

describe('single variables', () => {
  test('an origin loses its trailing slash and may have no path, query, fragment or user', () => {
    expect(origin('x').parse('https://PO.example/')).toBe('https://po.example');
    for (const wrong of ['po.example', 'https://po.example/x', 'https://po.example?', 'https://a:b@po.example']) {
      expect(origin('x').safeParse(wrong).success).toBe(false);
    }
  });

  test('proxy hops are an exact number', () => {
    expect(proxyHops().parse('1')).toBe(1);
    for (const wrong of ['true', 'loopback', '-1', '1.5', '10.0.0.0/8']) {
      expect(proxyHops().safeParse(wrong).success).toBe(false);
    }
  });

  test('a sender is a name and one address', () => {
    expect(mailbox().parse('"Secrétariat, PO" <guichet@po.example>')).toEqual({
      name: 'Secrétariat, PO',
      address: 'guichet@po.example',
    });
    expect(mailbox().parse('guichet@po.example')).toEqual({ name: '', address: 'guichet@po.example' });
    for (const wrong of ['Guichet', 'a@b.example, c@d.example', 'X\r\nBcc: y@z.example <a@b.example>']) {
      expect(mailbox().safeParse(wrong).success).toBe(false);
    }
  });

  test('lists keep the order of the product and can be emptied', () => {
    expect(listOf(['a', 'b', 'c']).parse('c, a')).toEqual(['a', 'c']);
    expect(listOf(['a']).parse('none')).toEqual([]);
  });

  test('secrets have at least 32 characters, mail servers speak SMTP', () => {
    expect(secret().safeParse('x'.repeat(31)).success).toBe(false);
    expect(secret().safeParse('x'.repeat(32)).success).toBe(true);
    expect(smtpUrl().safeParse('https://mail.example').success).toBe(false);
  });
});
