import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

const argon2 = await import('@node-rs/argon2');
const verify = jest.fn(argon2.verify);
const hash = jest.fn(argon2.hash);
jest.unstable_mockModule('@node-rs/argon2', () => ({ ...argon2, hash, verify }));
const { authApp } = await import('./auth-app.ts');
const { verifyNothing } = await import('../../src/auth/password.ts');
const { createStaff } = await import('../../src/commands/create-staff.ts');
const { insertAccount, insertMember, insertPerson, insertPo } = await import('../../src/testing/register-rows.ts');

let database: TestDatabase;
let app: ReturnType<typeof authApp>;
const emails = { staff: 'ghislaine@secretariat.example', member: '', invited: '', waiting: 'attend@po.example' };

beforeAll(async () => {
  database = await createTestDatabase();
  app = authApp({ database });
  // Made at the first unknown address, once in the life of a process.
  await verifyNothing('');
  const db = database.db('admin');
  const poId = await insertPo(db);
  emails.member = (await insertMember(db, { poId })).email;
  emails.invited = (await insertMember(db, { poId, state: 'invited' })).email;
  await insertAccount(db, { personId: await insertPerson(db), state: 'waiting', email: null });
  await createStaff(
    {
      db: database.db('migrator'),
      actor: { kind: 'operator', id: null, label: 'create-staff' },
      now: () => new Date(),
      log: pino({ level: 'silent' }),
    },
    { name: 'Ghislaine Delvaux', email: emails.staff, password: 'trois cafés pour demain' },
  );
});
afterAll(() => database.close());

/** A hash is nearly all of what a sign-in costs: as many for every address is as long for every address. */
describe('a refused sign-in hashes one password', () => {
  test.each([
    ['staff', 'known', (): string => emails.staff],
    ['staff', 'unknown', (): string => 'inconnue@secretariat.example'],
    ['staff', 'no address at all', (): string => 'pas une adresse'],
    ['member', 'known', (): string => emails.member],
    ['member', 'invited', (): string => emails.invited],
    ['member', 'without address yet', (): string => emails.waiting],
    ['member', 'unknown', (): string => 'inconnue@po.example'],
    ['member', 'no address at all', (): string => 'pas une adresse'],
  ] as const)('%s, %s', async (realm, _case, emailOf) => {
    verify.mockClear();
    hash.mockClear();
    const answer = await request(app)
      .post(`/${realm}/sign-in`)
      .send({ email: emailOf(), password: 'ce mot de passe est faux' });
    expect(answer.status).toBe(401);
    // Verified against a hash, the account's or nobody's, or hashed for nothing: at the same cost each time.
    const costs = [...verify.mock.calls.map(([stored]) => stored), ...hash.mock.results.map(({ value }) => value)];
    expect(costs).toHaveLength(1);
    expect(String(await costs[0])).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
