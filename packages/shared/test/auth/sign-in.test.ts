import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import request from 'supertest';
import { hashed } from '../../src/auth/hashed-session-tokens.ts';
import type { Context } from '../../src/commands/context.ts';
import { createStaff } from '../../src/commands/create-staff.ts';
import { memberSession } from '../../src/db/tables/member-session.ts';
import { staffSession } from '../../src/db/tables/staff-session.ts';
import { staffUser } from '../../src/db/tables/staff-user.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import {
  insertAccount,
  insertMember,
  insertPerson,
  insertPo,
  TEST_PASSWORD_TEXT,
} from '../../src/testing/register-rows.ts';
import { authApp, cookieHeader } from './auth-app.ts';

const password = 'trois cafés pour demain';
let database: TestDatabase;
let app: ReturnType<typeof authApp>;
let poId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  poId = await insertPo(database.db('admin'));
  await createStaff(operator(), { name: 'Ghislaine Delvaux', email: 'Ghislaine@Secretariat.example', password });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql('admin')`truncate rate_limit`;
  // Who is refused is remembered in memory too: each test gets a process of its own.
  app = authApp({ database });
});

const operator = (): Context => ({
  db: database.db('migrator'),
  actor: { kind: 'operator', id: null, label: 'create-staff' },
  now: () => new Date(),
  log: pino({ level: 'silent' }),
});
const get = (on: ReturnType<typeof authApp>, path: string) => request(on).get(path).set('Accept', 'application/json');
const signInStaff = (email = 'ghislaine@secretariat.example', word = password) =>
  request(app).post('/staff/sign-in').send({ email, password: word });
const signInMember = (email: string, word = TEST_PASSWORD_TEXT) =>
  request(app).post('/member/sign-in').send({ email, password: word });

describe('the secretariat signs in', () => {
  test('with an address in any case, and is known afterwards', async () => {
    const answer = await signInStaff('GHISLAINE@secretariat.EXAMPLE').expect(200);
    const me = await get(app, '/staff/me').set('Cookie', cookieHeader(answer)).expect(200);
    expect(me.body).toMatchObject({ kind: 'staff', label: 'Ghislaine Delvaux', role: 'secretariat' });
  });

  test('the cookie is out of reach of scripts and other sites, and the database holds only a digest of it', async () => {
    const answer = await signInStaff().expect(200);
    const [cookie] = answer.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(/^guichet-staff\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const token = decodeURIComponent(cookie?.split('=')[1]?.split(';')[0] ?? '').split('.')[0] ?? '';
    const rows = await database.db('admin').select().from(staffSession);
    expect(rows.map((row) => row.token)).toContain(hashed(token));
    expect(rows.map((row) => row.token)).not.toContain(token);
  });

  test('over https the cookie is bound to the host', async () => {
    const secure = authApp({
      database,
      publicUrl: 'https://secretariat.po.example',
    });
    const answer = await request(secure)
      .post('/staff/sign-in')
      .send({ email: 'ghislaine@secretariat.example', password });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-guichet-staff\.session_token=.*Secure/);
    await get(secure, '/staff/me').set('Cookie', cookieHeader(answer)).expect(200);
  });

  test('a session ends at sign-out, when another begins in the same browser, and when the person is disabled', async () => {
    const first = cookieHeader(await signInStaff().expect(200));
    const second = cookieHeader(await signInStaff().set('Cookie', first).expect(200));
    await get(app, '/staff/me').set('Cookie', first).expect(401);
    await get(app, '/staff/me').set('Cookie', second).expect(200);
    await request(app).post('/staff/sign-out').set('Cookie', second).expect(200);
    await get(app, '/staff/me').set('Cookie', second).expect(401);

    const third = cookieHeader(await signInStaff().expect(200));
    const disable = (at: Date | null) =>
      database
        .db('admin')
        .update(staffUser)
        .set({ disabledAt: at })
        .where(eq(staffUser.email, 'ghislaine@secretariat.example'));
    await disable(new Date());
    await get(app, '/staff/me').set('Cookie', third).expect(401);
    await signInStaff().expect(401);
    await disable(null);
  });

  test('two hours without a request end the session, and so do twelve hours in all', async () => {
    const cookie = cookieHeader(await signInStaff().expect(200));
    const set = (change: ReturnType<typeof sql>) =>
      database.db('admin').execute(sql`update staff_session set ${change}`);
    await set(sql`updated_at = now() - interval '119 minutes'`);
    await get(app, '/staff/me').set('Cookie', cookie).expect(200);
    await set(sql`updated_at = now() - interval '121 minutes'`);
    await get(app, '/staff/me').set('Cookie', cookie).expect(401);
    const other = cookieHeader(await signInStaff().expect(200));
    await set(sql`expires_at = now() - interval '1 second'`);
    await get(app, '/staff/me').set('Cookie', other).expect(401);
  });
});

describe('the two realms', () => {
  test('a staff cookie is no member session and a member cookie is no staff session', async () => {
    const member = await insertMember(database.db('admin'), { poId, email: 'ghislaine@secretariat.example' });
    const staffCookie = cookieHeader(await signInStaff().expect(200));
    const memberCookie = cookieHeader(await signInMember(member.email).expect(200));
    await get(app, '/member/me').set('Cookie', staffCookie).expect(401);
    await get(app, '/staff/me').set('Cookie', memberCookie).expect(401);
    // Nor under the other's name: the secrets and the tables differ.
    const disguised = memberCookie.replace('guichet-member', 'guichet-staff');
    await get(app, '/staff/me').set('Cookie', disguised).expect(401);
    await get(app, '/member/me').set('Cookie', staffCookie.replace('guichet-staff', 'guichet-member')).expect(401);
    // And both live side by side in one browser.
    const both = `${staffCookie}; ${memberCookie}`;
    await get(app, '/staff/me').set('Cookie', both).expect(200);
    await get(app, '/member/me').set('Cookie', both).expect(200);
    await signInMember(member.email, password).expect(401);
  });

  test('an invented, cut or changed cookie is nothing', async () => {
    const cookie = cookieHeader(await signInStaff().expect(200));
    for (const bad of [
      'guichet-staff.session_token=x',
      'guichet-staff.session_token=',
      cookie.slice(0, -6),
      cookie.replace('=', '=A'),
    ]) {
      await get(app, '/staff/me').set('Cookie', bad).expect(401);
    }
  });
});

describe('a member signs in', () => {
  test('as long as a mandate holds today', async () => {
    const db = database.db('admin');
    const open = await insertMember(db, { poId, roles: ['treasurer'], lastName: 'Ouvert' });
    const past = await insertMember(db, { poId, period: { from: '2019-01-01', to: '2024-08-31' } });
    const future = await insertMember(db, { poId, period: { from: '2999-01-01', to: null } });
    const annulled = await insertMember(db, { poId, annulled: true });
    const dead = await insertMember(db, { poId, deceased: true });
    const closed = await insertMember(db, { poId, state: 'closed', password: TEST_PASSWORD_TEXT });

    const cookie = cookieHeader(await signInMember(open.email).expect(200));
    const me = await get(app, '/member/me').set('Cookie', cookie).expect(200);
    expect(me.body.pos).toMatchObject([{ poId, roles: ['treasurer'] }]);
    for (const { email, personId } of [past, future, annulled, dead, closed]) {
      expect((await signInMember(email).expect(401)).body).toEqual({ ok: false, reason: 'closed', personId });
    }
    // Only who knows the password is told that the access is over.
    expect((await signInMember(past.email, 'une autre phrase de passe').expect(401)).body.reason).toBe('refused');
  });

  test('a session that is open loses its rights on the day after the mandate', async () => {
    const member = await insertMember(database.db('admin'), { poId, period: { from: '2020-01-01', to: '2098-06-30' } });
    let now = new Date();
    const clocked = authApp({ database, now: () => now });
    const cookie = cookieHeader(
      await request(clocked)
        .post('/member/sign-in')
        .send({ email: member.email, password: TEST_PASSWORD_TEXT })
        .expect(200),
    );
    const use = async (at: string) => {
      now = new Date(at);
      await database
        .db('admin')
        .update(memberSession)
        .set({ updatedAt: now })
        .where(eq(memberSession.userId, member.accountId));
      return get(clocked, '/member/me').set('Cookie', cookie);
    };
    // Midnight is the one of Brussels, two hours before that of Greenwich in summer.
    expect((await use('2098-06-30T21:59:00Z')).status).toBe(200);
    expect((await use('2098-06-30T22:01:00Z')).status).toBe(403);
  });

  test('an account without password, invited or waiting, refuses like an unknown address', async () => {
    const db = database.db('admin');
    const invited = await insertMember(db, { poId, state: 'invited' });
    await insertAccount(db, { personId: await insertPerson(db), state: 'waiting', email: null });
    const answers = [
      await signInMember(invited.email),
      await signInMember('personne@inconnu.example'),
      await signInMember('pas une adresse'),
    ];
    for (const answer of answers) expect([answer.status, answer.body]).toEqual([401, { ok: false, reason: 'refused' }]);
  });
});

describe('strangers learn nothing', () => {
  test('known and unknown addresses give the same status, body and headers', async () => {
    const member = await insertMember(database.db('admin'), { poId });
    const plain = ({ status, text, headers }: request.Response) => {
      const { date, 'x-request-id': id, etag, ...rest } = headers;
      return { status, text, rest };
    };
    const wrong = 'ce mot de passe est faux';
    expect(plain(await signInMember(member.email, wrong))).toEqual(
      plain(await signInMember('inconnue@po.example', wrong)),
    );
    expect(plain(await signInStaff('ghislaine@secretariat.example', wrong))).toEqual(
      plain(await signInStaff('inconnu@po.example', wrong)),
    );
  });
});

describe('attempts are limited', () => {
  test('eight on one address from one place, also when they come together', async () => {
    const member = await insertMember(database.db('admin'), { poId });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => signInMember(member.email, 'ce mot de passe est faux')),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(8);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(12);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(500);
  });

  test('an unknown address is limited in the same way', async () => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 9; turn += 1) statuses.push((await signInMember('fantome@po.example', 'x')).status);
    expect(statuses).toEqual([...Array.from({ length: 8 }, () => 401), 429]);
  });

  test('a stranger who uses the limit up does not lock the owner out', async () => {
    const member = await insertMember(database.db('admin'), { poId });
    const behindProxy = authApp({
      database,
      trustProxy: 1,
    });
    const from = (address: string, word: string) =>
      request(behindProxy)
        .post('/member/sign-in')
        .set('X-Forwarded-For', address)
        .send({ email: member.email, password: word });
    for (let turn = 0; turn < 9; turn += 1) await from('203.0.113.7', 'ce mot de passe est faux');
    await from('203.0.113.7', TEST_PASSWORD_TEXT).expect(429);
    await from('198.51.100.20', TEST_PASSWORD_TEXT).expect(200);
  });

  test('a success gives the attempts back', async () => {
    const member = await insertMember(database.db('admin'), { poId });
    for (let round = 0; round < 3; round += 1) {
      for (let turn = 0; turn < 7; turn += 1) await signInMember(member.email, 'ce mot de passe est faux').expect(401);
      await signInMember(member.email).expect(200);
    }
  });
});

describe('demonstration accounts', () => {
  test('sign in from this machine only, and only while DEMO is on', async () => {
    const db = database.db('admin');
    const member = await insertMember(db, { poId, demo: true });
    await createStaff(operator(), {
      name: 'Démo Secrétariat',
      email: 'demo@secretariat.example',
      password,
      demo: true,
    });

    const attempt = (on: ReturnType<typeof authApp>, path: string, headers: Record<string, string> = {}) =>
      request(on)
        .post(`/${path}/sign-in`)
        .set(headers)
        .send(
          path === 'staff'
            ? { email: 'demo@secretariat.example', password }
            : { email: member.email, password: TEST_PASSWORD_TEXT },
        );
    const demo = authApp({ database, demo: true });
    for (const path of ['staff', 'member']) {
      const answer = await attempt(demo, path).expect(200);
      await attempt(demo, path, { 'X-Forwarded-For': '203.0.113.7' }).expect(401);
      await attempt(demo, path, { Host: 'guichet.po.example' }).expect(401);
      await attempt(authApp({ database, demo: false }), path).expect(401);
      // The cookie taken elsewhere is worth nothing there.
      const cookie = cookieHeader(answer);
      await get(demo, `/${path}/me`).set('Cookie', cookie).expect(200);
      await get(demo, `/${path}/me`).set('Cookie', cookie).set('X-Forwarded-For', '203.0.113.7').expect(401);
      await get(app, `/${path}/me`).set('Cookie', cookie).expect(401);
    }
  });
});
