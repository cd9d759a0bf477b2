import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { type Admission, type AdmissionOptions, createAdmission } from '../src/server/admission/admission.ts';
import { networkOf } from '../src/server/admission/network.ts';

let database: TestDatabase;
let at = new Date();
const now = () => at;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const admission = (options: Partial<AdmissionOptions> = {}) =>
  createAdmission({
    db: database.db('intake'),
    now,
    tokenKeys: TEST_TOKEN_KEYS,
    sendsPerHour: 8,
    sendsPerHourOverall: 1_000,
    minFillSeconds: 3,
    ...options,
  });

let networks = 0;
/** A network that nobody has used before. */
const freshIp = () => `10.0.${Math.floor(++networks / 250)}.${networks % 250}`;

type Wanted = { ip?: string; email?: string; seconds?: number; body?: Record<string, unknown> };
const attempt = (
  door: Admission,
  { ip = freshIp(), email = 'marie@po.example', seconds = 60, body = {} }: Wanted = {},
) => door.admitSending({ ip, email, startedAt: new Date(at.getTime() - seconds * 1_000).toISOString(), body });

async function proof(door: Admission): Promise<string> {
  const challenge = JSON.parse(await door.challenge()) as Challenge;
  return JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
}

async function passed(attempts: Promise<void>[]): Promise<number> {
  return (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled').length;
}

describe('an envoi is let in', () => {
  test('when somebody wrote it, and refused when only a program would have', async () => {
    const door = admission();
    await attempt(door, { body: { site_web: '' } });
    await expect(attempt(door, { body: { site_web: 'https://spam.example' } })).rejects.toMatchObject({ status: 422 });
    await expect(attempt(door, { body: { site_web: ['a', 'b'] } })).rejects.toMatchObject({ status: 422 });
    await expect(attempt(door, { seconds: 1 })).rejects.toMatchObject({
      status: 429,
      details: { retryAfterSeconds: 2 },
    });
  });

  test('as often as one network may send, counted at once; half as often without a proof', async () => {
    const door = admission();
    const from = (ip: string, bodies: Record<string, unknown>[]) =>
      passed(bodies.map((body, n) => attempt(door, { ip, email: `${n}@po.example`, body })));
    const proofs = await Promise.all(Array.from({ length: 12 }, async () => ({ preuve: await proof(door) })));
    expect(await from(freshIp(), proofs)).toBe(8);
    expect(
      await from(
        freshIp(),
        Array.from({ length: 12 }, () => ({})),
      ),
    ).toBe(4);
  });

  test('and a limit says when to come back, which then holds', async () => {
    const door = admission();
    at = new Date('2026-06-12T12:30:00Z');
    const ip = freshIp();
    for (let n = 0; n < 4; n += 1) await attempt(door, { ip, email: `${n}@po.example` });
    at = new Date('2026-06-12T12:40:00Z');
    await expect(attempt(door, { ip, email: 'x@po.example' })).rejects.toMatchObject({
      status: 429,
      userMessage: 'Beaucoup d’envois sont déjà partis de votre connexion. Revenez dans 50 minutes, vers 15 h 30.',
      details: { retryAfterSeconds: 3_000 },
    });
    at = new Date('2026-06-12T13:30:01Z');
    await attempt(door, { ip, email: 'x@po.example' });
    at = new Date();
  });

  test('is begun far more often than sent, but not without end', async () => {
    const door = admission();
    const ip = freshIp();
    expect(await passed(Array.from({ length: 60 }, () => door.admitStart(ip)))).toBe(40);
    await expect(door.admitStart(ip)).rejects.toMatchObject({
      status: 429,
      userMessage: expect.stringMatching(/^Beaucoup d’envois ont été commencés depuis votre connexion. Revenez dans/),
    });
    await door.admitStart(freshIp());
  });

  test('in the name of one address a few times from each network: nobody uses up what its owner may send', async () => {
    const door = admission();
    const victim = 'victime@po.example';
    const ip = freshIp();
    expect(await passed(Array.from({ length: 4 }, () => attempt(door, { ip, email: victim })))).toBe(2);
    await attempt(door, { email: 'Victime@PO.example' });
  });

  test('while everybody together stays below the limit; who floods uses up their own share only', async () => {
    const door = admission({ sendsPerHourOverall: 6 });
    await database.sql('migrator')`delete from rate_limit where key like 'sends-overall:%'`;
    const flooder = freshIp();
    expect(
      await passed(Array.from({ length: 50 }, (_, n) => attempt(door, { ip: flooder, email: `${n}@po.example` }))),
    ).toBe(4);
    await attempt(door);
    await attempt(door);
    await expect(attempt(door)).rejects.toMatchObject({ message: 'limit sends-overall is used up' });
  });
});

describe('a proof of work', () => {
  /** Whether it lets a fifth envoi pass, after the four that need none. */
  const isProven = async (door: Admission, preuve: unknown) => {
    const send = (n: number, body = {}) =>
      attempt(door, { ip: `192.168.7.${networks}`, email: `${n}@po.example`, body });
    for (let n = 0; n < 4; n += 1) await send(n);
    return (await passed([send(4, { preuve })])) === 1;
  };

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['another shape', '{"challenge":1,"solution":2}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a list of fields', ['a']],
    ['something very long', 'x'.repeat(100_000)],
    ['a prototype', '{"__proto__":{"challenge":{}}}'],
  ])('is not made of %s', async (_what, preuve) => {
    networks += 1;
    expect(await isProven(admission(), preuve)).toBe(false);
  });

  test('is not one that we did not ask for, that was tampered with, or that is late', async () => {
    const door = admission();
    networks += 1;
    expect(await isProven(door, await proof(admission({ tokenKeys: ['another key of thirty-two characters'] })))).toBe(
      false,
    );
    const { challenge, solution } = JSON.parse(await proof(door)) as { challenge: Challenge; solution: object };
    networks += 1;
    const easier = { ...challenge, parameters: { ...challenge.parameters, keyPrefix: '0' } };
    expect(await isProven(door, JSON.stringify({ challenge: easier, solution }))).toBe(false);
    networks += 1;
    expect(await isProven(door, await proof(admission({ now: () => new Date(Date.now() - 13 * 3_600_000) })))).toBe(
      false,
    );
  });

  test('counts once, however often it is used at once, and lives through a change of keys', async () => {
    const door = admission();
    const preuve = await proof(door);
    const ip = freshIp();
    // Eight with proofs, four without: of eight attempts with one proof, one counts as proven.
    expect(
      await passed(
        Array.from({ length: 8 }, (_, n) => attempt(door, { ip, email: `${n}@po.example`, body: { preuve } })),
      ),
    ).toBeLessThanOrEqual(5);
    const next = 'a key that came later, of enough characters';
    networks += 1;
    expect(await isProven(admission({ tokenKeys: [next, ...TEST_TOKEN_KEYS] }), await proof(door))).toBe(true);
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('the network of %s is %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
