import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { useRecoveryCode } from '@guichet/shared/commands/own-sign-in/use-recovery-code';
import { inviteStaff } from '@guichet/shared/commands/staff/invite-staff';
import { BACKOFFICE_API } from '@guichet/shared/contracts/backoffice-api';
import type { Contract } from '@guichet/shared/contracts/contract';
import { testContext } from '@guichet/shared/testing/register-builder';
import { totpCode } from '@guichet/shared/testing/totp-code';
import type { Express } from 'express';
import {
  addStaff,
  createTestOffice,
  PASSWORD,
  startTestOffice,
  type TestOffice,
  type TestStaff,
  visitor,
} from './office-rig.ts';
import { secretSentTo, signInWithNewApp } from './staff-rig.ts';

/** Outside the demonstration: everybody needs a second factor. */
let office: TestOffice;
let app: Express;
let clock = new Date();
const later = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1_000);
};
let count = 0;
const someone = (role: TestStaff['actor']['role'] = 'secretariat') => {
  count += 1;
  return addStaff(office.database, `Personne ${'abcdefghijklmnopqrstuvwxyz'[count]}`, role);
};

beforeAll(async () => {
  office = await startTestOffice({ now: () => clock });
  app = createTestOffice(office.database, { demo: false, now: () => clock });
});
beforeEach(async () => {
  // Each test has its own attempts.
  await office.database.sql('admin')`delete from rate_limit`;
});
afterAll(() => office.database.close());

const auditOf = async (id: string): Promise<string[]> =>
  (
    await office.database.sql('admin')<{ action: string }[]>`
    select action from audit_entry where subject_id = ${id} order by id`
  ).map(({ action }) => action);
const mailsTo = async (email: string): Promise<string[]> =>
  (
    await office.database.sql('admin')<{ what: string }[]>`
    select coalesce(params ->> 'stage', kind) as what from mail where to_address = ${email} order by created_at, id`
  ).map(({ what }) => what);

describe('who has no second factor yet', () => {
  test('is led to set one up, and gets ten recovery codes with the first', async () => {
    const staff = await someone();
    const who = visitor(app);
    expect((await who.signIn(staff.email)).body).toEqual({ stage: 'setup' });
    expect((await who.get('/api/session')).status).toBe(401);
    const { body: started } = await who.post('/api/factors/totp');
    expect(started.uri).toContain('otpauth://totp/');
    expect((await who.post('/api/factors/totp-code', { code: '000000' })).status).toBe(422);
    expect((await who.get('/api/session')).status).toBe(401);
    const before = (await who.get('/api/session/stage')).headers['set-cookie'];
    expect(before).toBeUndefined();
    const done = await who.post('/api/factors/totp-code', { code: await totpCode(started.secret, clock) });
    expect(done.status).toBe(200);
    expect(new Set(done.body.recoveryCodes).size).toBe(10);
    // The session is another one than the password alone had opened.
    expect(done.headers['set-cookie']).toBeDefined();
    expect((await who.get('/api/session')).status).toBe(200);
    expect(await auditOf(staff.actor.id)).toContain('add-totp');
    expect(await mailsTo(staff.email)).toEqual(['totp-added']);
    const stored = JSON.stringify(await office.database.sql('admin')`select * from staff_totp, staff_recovery_code`);
    expect(stored).not.toContain(started.secret);
    for (const code of done.body.recoveryCodes) expect(stored).not.toContain(code);
  });

  test('opens nothing else meanwhile, whatever the route', async () => {
    const staff = await someone('administrator');
    const who = visitor(app);
    await who.signIn(staff.email);
    const walked = Object.entries(BACKOFFICE_API as Record<string, Contract>).filter(
      ([name, { access }]) =>
        access !== 'anyone' && access !== 'entering' && access !== 'factors' && name !== 'signOut',
    );
    expect(walked.length).toBeGreaterThan(60);
    for (const [name, { method, path }] of walked) {
      const address = path.replace(':id', office.secretariat.actor.id);
      const verb = method.toLowerCase() as 'get' | 'post' | 'delete';
      expect({ name, status: (await who[verb](address)).status }).toEqual({ name, status: 401 });
    }
  });
});

describe('who has an authenticator app', () => {
  test('is asked for a code after the password, and cannot add a factor before it', async () => {
    const staff = await someone();
    const { secret } = await signInWithNewApp(app, staff, () => clock);
    const who = visitor(app);
    expect((await who.signIn(staff.email)).body).toEqual({ stage: 'code' });
    expect((await who.get('/api/session/stage')).body.factors).toEqual({ totp: true, passkeys: 0 });
    for (const path of ['/api/factors/totp', '/api/factors/passkey-options'])
      expect((await who.post(path)).status).toBe(403);
    expect((await who.get('/api/tasks')).status).toBe(401);
    expect((await who.post('/api/session/code', { code: '123' })).status).toBe(422);
    later(60);
    expect((await who.post('/api/session/code', { code: await totpCode(secret, clock) })).status).toBe(200);
    expect((await who.get('/api/tasks')).status).toBe(200);
    // Shown, it is asked for no more.
    expect((await who.post('/api/session/code', { code: '123456' })).status).toBe(409);
  });

  test('gets in once with a code: neither it nor an earlier one is good again', async () => {
    const staff = await someone();
    const { secret } = await signInWithNewApp(app, staff, () => clock);
    later(60);
    const code = await totpCode(secret, clock);
    const earlier = await totpCode(secret, new Date(clock.getTime() - 30_000));
    const tries = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const who = visitor(app);
        await who.signIn(staff.email);
        return (await who.post('/api/session/code', { code })).status;
      }),
    );
    expect(tries.sort()).toEqual([200, 422, 422, 422, 422]);
    const who = visitor(app);
    await who.signIn(staff.email);
    expect((await who.post('/api/session/code', { code: earlier })).status).toBe(422);
  });

  test('is stopped after ten wrong codes, and another person is not', async () => {
    const [staff, other] = [await someone(), await someone()];
    await signInWithNewApp(app, staff, () => clock);
    const { secret } = await signInWithNewApp(app, other, () => clock);
    const who = visitor(app);
    await who.signIn(staff.email);
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await who.post('/api/session/code', { code: '000000' })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    later(60);
    const neighbour = visitor(app);
    await neighbour.signIn(other.email);
    expect((await neighbour.post('/api/session/code', { code: await totpCode(secret, clock) })).status).toBe(200);
  });

  test('gets in with a recovery code, of fifty at once with the same one', async () => {
    const staff = await someone();
    const { recoveryCodes } = await signInWithNewApp(app, staff, () => clock);
    const code = recoveryCodes[0]?.toLowerCase().replaceAll('-', ' ');
    const who = visitor(app);
    await who.signIn(staff.email);
    const ctx = { ...office.rig.office(), actor: staff.actor };
    const used = await Promise.all(Array.from({ length: 50 }, () => useRecoveryCode(ctx, { code: code ?? '' })));
    expect(used.filter(Boolean)).toHaveLength(1);
    expect((await who.post('/api/session/recovery-code', { code })).status).toBe(422);
    expect((await who.post('/api/session/recovery-code', { code: recoveryCodes[1] })).status).toBe(200);
    expect((await who.get('/api/account')).body.recoveryCodesLeft).toBe(8);
    expect((await mailsTo(staff.email)).filter((what) => what === 'recovery-code-used')).toHaveLength(2);
  });
});

describe('a forgotten password', () => {
  test('is replaced by a link that works once; sessions end, and the second factor is asked for all the same', async () => {
    const staff = await someone();
    const { who } = await signInWithNewApp(app, staff, () => clock);
    expect((await visitor(app).post('/api/session/forgotten', { email: staff.email })).status).toBe(200);
    const secret = await secretSentTo(office, staff.email, 'password');
    expect((await visitor(app).post('/api/password/read', { secret })).body.email).toBe(staff.email);
    const weak = await visitor(app).post('/api/password', { secret, password: 'court' });
    expect(weak).toMatchObject({ status: 422, body: { detail: expect.stringContaining('au moins 15') } });
    const fresh = 'sept marmottes au bord du lac';
    const all = await Promise.all(
      Array.from({ length: 6 }, () => visitor(app).post('/api/password', { secret, password: fresh })),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404]);
    expect((await who.get('/api/session')).status).toBe(401);
    const again = visitor(app);
    expect((await again.signIn(staff.email, PASSWORD)).status).toBe(422);
    expect((await again.signIn(staff.email, fresh)).body).toEqual({ stage: 'code' });
    expect(await mailsTo(staff.email)).toEqual(['totp-added', 'staff-password-reset', 'password-changed']);
  });

  test('is answered the same, known or unknown, and mails five times a day at most', async () => {
    const staff = await someone();
    const ask = async (email: string) => {
      await office.database.sql('admin')`delete from rate_limit`;
      const { status, body, headers } = await visitor(app).post('/api/session/forgotten', { email });
      const { 'x-request-id': _id, date: _date, etag: _etag, ...told } = headers as Record<string, unknown>;
      return { status, body, names: Object.keys(told).sort() };
    };
    expect(await ask(staff.email)).toEqual(await ask('inconnue@secretariat.example'));
    await ask(staff.email);
    expect(await mailsTo(staff.email)).toEqual(['staff-password-reset']);
    for (let n = 0; n < 7; n += 1) {
      later(301);
      await ask(staff.email);
    }
    expect(await mailsTo(staff.email)).toHaveLength(5);
  });

  test('is of no help to who has left, and the link dies with the access', async () => {
    const staff = await someone();
    await visitor(app).post('/api/session/forgotten', { email: staff.email });
    const secret = await secretSentTo(office, staff.email, 'password');
    await office.database.sql('admin')`update staff_user set disabled_at = now() where id = ${staff.actor.id}`;
    expect((await visitor(app).post('/api/password', { secret, password: 'sept marmottes au lac bleu' })).status).toBe(
      404,
    );
  });
});

describe('a sensitive act', () => {
  test('asks for a proof of who is there once ten minutes have passed, and then goes on', async () => {
    const staff = await someone('administrator');
    const { who } = await signInWithNewApp(app, staff, () => clock);
    const invite = () =>
      who.post('/api/team', {
        ...{ name: 'Noé Nouveau', email: `noe${count}@secretariat.example`, role: 'reader' },
        regionId: staff.actor.regionId,
      });
    later(601);
    expect(await invite()).toMatchObject({ status: 403, body: { code: 'confirm-identity' } });
    expect((await who.post('/api/factors/totp')).body.code).toBe('confirm-identity');
    expect((await who.post('/api/session/confirm', { password: 'un autre que le mien' })).status).toBe(422);
    expect((await invite()).status).toBe(403);
    expect((await who.post('/api/session/confirm', { password: PASSWORD })).status).toBe(200);
    expect((await invite()).status).toBe(200);
  });
});

describe('in the demonstration', () => {
  test('the password is enough, until somebody sets a second factor up', async () => {
    const demo = createTestOffice(office.database, { demo: true, now: () => clock });
    const staff = await someone();
    const who = visitor(demo);
    expect((await who.signIn(staff.email)).body).toEqual({ stage: 'open' });
    const { body } = await who.post('/api/factors/totp');
    await who.post('/api/factors/totp-code', { code: await totpCode(body.secret, clock) });
    // The session in which it was set up goes on; the next one asks.
    expect((await who.get('/api/session')).status).toBe(200);
    expect((await visitor(demo).signIn(staff.email)).body).toEqual({ stage: 'code' });
    expect((await who.delete('/api/factors/totp')).status).toBe(200);
    expect((await visitor(demo).signIn(staff.email)).body).toEqual({ stage: 'open' });
    expect((await who.get('/api/account')).body.recoveryCodesLeft).toBe(0);
  });

  test('whoever is invited is told of a second factor only where one is asked for', async () => {
    const { actor } = await someone('administrator');
    const email = 'nina.nouvelle@secretariat.example';
    const invited = { name: 'Nina Nouvelle', email, role: 'reader' as const, regionId: actor.regionId };
    await inviteStaff(
      testContext(office.database.db('backoffice'), actor, () => clock),
      invited,
      {
        tokenKeys: ['k'.repeat(40)],
      },
    );
    const secret = await secretSentTo(office, email, 'invitation');
    for (const isDemo of [true, false]) {
      const place = createTestOffice(office.database, { demo: isDemo, now: () => clock });
      expect((await visitor(place).post('/api/invitation/read', { secret })).body).toEqual({
        ...{ name: 'Nina Nouvelle', email, secondFactorRequired: !isDemo },
      });
    }
    const accepted = await visitor(createTestOffice(office.database, { demo: true, now: () => clock })).post(
      '/api/invitation',
      { secret, password: 'quatre hiboux sur un toit' },
    );
    expect(accepted.body).toEqual({ stage: 'open' });
  });
});
