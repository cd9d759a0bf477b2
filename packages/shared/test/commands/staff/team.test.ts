import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recoverSecret } from '../../../src/auth/token-secrets.ts';
import { acceptInvitation } from '../../../src/commands/staff/accept-invitation.ts';
import { changeStaffRole } from '../../../src/commands/staff/change-staff-role.ts';
import { endStaffAccess } from '../../../src/commands/staff/end-staff-access.ts';
import { followStaffLink } from '../../../src/commands/staff/follow-staff-link.ts';
import { inviteStaff } from '../../../src/commands/staff/invite-staff.ts';
import { linkStaffPerson } from '../../../src/commands/staff/link-staff-person.ts';
import { resendInvitation } from '../../../src/commands/staff/resend-invitation.ts';
import { resetStaffFactors, resetStaffFactorsByEmail } from '../../../src/commands/staff/reset-staff-factors.ts';
import { restoreStaffAccess } from '../../../src/commands/staff/restore-staff-access.ts';
import type { StaffActor } from '../../../src/commands/context.ts';
import { requestType } from '../../../src/request-types/registry.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS } from '../../../src/testing/register-builder.ts';
import { requestRig } from '../../../src/testing/request-rig.ts';
import { OPTIONS, staffPeople } from './staff-people.ts';

let database: TestDatabase;
let people: ReturnType<typeof staffPeople>;
let ada: StaffActor & { email: string };
let claude: StaffActor & { email: string };
const PASSWORD = 'sept marmottes au bord du lac';

beforeAll(async () => {
  database = await createTestDatabase();
  people = staffPeople(database);
  ada = await people.person('Ada Administratrice', 'administrator');
  claude = await people.person('Claude Collègue');
});
afterAll(() => database.close());

const invitation = (more = {}) => ({
  name: 'Iris Invitée',
  email: `${randomUUID()}@secretariat.example`,
  role: 'reader' as const,
  regionId: ada.regionId,
  ...more,
});
const invite = (more = {}) => inviteStaff(people.as(ada), invitation(more), OPTIONS);
/** The secrets of the links sent to somebody, the newest last. */
async function secretsOf(staffId: string): Promise<string[]> {
  const rows = await database.sql('admin')<{ id: string; purpose: string; secret: Buffer }[]>`
    select id, purpose, secret_sha256 as secret from staff_link where staff_id = ${staffId} order by created_at, id`;
  return rows.map(({ id, purpose, secret }) =>
    recoverSecret(TEST_TOKEN_KEYS, { id, purpose: `staff-${purpose}`, secretSha256: secret }),
  );
}
const withSession = (staffId: string) => database.sql('admin')`
  insert into staff_session (user_id, token, expires_at) values (${staffId}, ${randomUUID()}, now() + interval '1 hour')`;
const sessionsOf = async (staffId: string) =>
  (await database.sql('admin')`select id from staff_session where user_id = ${staffId}`).length;
const withApp = (staffId: string) => database.sql('admin')`
  insert into staff_totp (staff_id, secret, confirmed_at) values (${staffId}, 'scellé', now())`;

describe('an invitation', () => {
  test('is sent, audited, and accepted once with a password', async () => {
    const { id } = await invite({ email: 'Premiere@Secretariat.example' });
    expect(await people.rowOf(id)).toMatchObject({ role: 'reader', activatedAt: null, emailVerified: false });
    expect(await people.mailsTo('premiere@secretariat.example')).toEqual(['staff-invitation']);
    const [secret = ''] = await secretsOf(id);
    const ctx = people.as(ada);
    await expect(acceptInvitation(ctx, { secret, password: 'court' })).rejects.toMatchObject({ code: 'invalid-input' });
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => acceptInvitation(ctx, { secret, password: PASSWORD })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await people.rowOf(id)).toMatchObject({ activatedAt: expect.any(Date), emailVerified: true });
    await expect(acceptInvitation(ctx, { secret, password: PASSWORD })).rejects.toMatchObject({ code: 'not-found' });
    expect(await people.auditOf(id)).toEqual(['invite-staff', 'accept-staff-invitation']);
    await expect(resendInvitation(ctx, { staffId: id }, OPTIONS)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is good for seven days', async () => {
    const { id } = await invite();
    const [secret = ''] = await secretsOf(id);
    const at = (hours: number) => ({ ...people.as(ada), now: () => new Date(Date.now() + hours * 3_600_000) });
    const link = { secret, purpose: 'invitation' as const };
    expect(await followStaffLink(at(167), link)).toMatchObject({ id });
    await expect(followStaffLink(at(169), link)).rejects.toMatchObject({ code: 'not-found' });
    // A link is good for what it was made for.
    await expect(followStaffLink(at(1), { secret, purpose: 'password' })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('sent again, it has another link, and the first is dead', async () => {
    const { id } = await invite();
    await resendInvitation(people.as(ada), { staffId: id }, OPTIONS);
    const [first = '', second = ''] = await secretsOf(id);
    const ctx = people.as(ada);
    await expect(acceptInvitation(ctx, { secret: first, password: PASSWORD })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await acceptInvitation(ctx, { secret: second, password: PASSWORD })).toEqual({ staffId: id });
  });

  test('withdrawn, it does nothing; made again, it is another one', async () => {
    const { id } = await invite();
    await endStaffAccess(people.as(ada), { staffId: id });
    const [first = ''] = await secretsOf(id);
    const ctx = people.as(ada);
    await expect(acceptInvitation(ctx, { secret: first, password: PASSWORD })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(resendInvitation(ctx, { staffId: id }, OPTIONS)).rejects.toMatchObject({ code: 'conflict' });
    await restoreStaffAccess(ctx, { staffId: id }, OPTIONS);
    const [, second = ''] = await secretsOf(id);
    expect(await acceptInvitation(ctx, { secret: second, password: PASSWORD })).toEqual({ staffId: id });
    expect(await people.auditOf(id)).toEqual([
      'invite-staff',
      'withdraw-staff-invitation',
      'restore-staff-access',
      'accept-staff-invitation',
    ]);
  });

  test('says what is wrong where', async () => {
    await expect(invite({ email: claude.email.toUpperCase() })).rejects.toMatchObject({
      issues: [{ path: 'email', message: expect.stringContaining('déjà') }],
    });
    await expect(invite({ name: ' ', email: 'rien' })).rejects.toMatchObject({
      issues: [{ path: 'name' }, { path: 'email' }],
    });
    await expect(invite({ regionId: randomUUID() })).rejects.toMatchObject({ issues: [{ path: 'regionId' }] });
  });
});

describe('who leaves the team', () => {
  test('loses everything but the name, once; open requests are nobody’s, and colleagues are told', async () => {
    const leaver = await people.person('Pierre Partant');
    const build = registerBuilder(database.db('migrator'));
    const rig = requestRig(database, ada, () => new Date());
    const removal = requestType('removal');
    const payload = removal.form.parse(removal.samples[0]?.values);
    const requestId = await rig.submit('removal', payload, (await build.po()).id);
    await database.sql('admin')`update change_request set assigned_to = ${leaver.id} where id = ${requestId}`;
    await withSession(leaver.id);
    await withApp(leaver.id);
    expect(await endStaffAccess(people.as(ada), { staffId: leaver.id })).toEqual({ released: 1 });
    expect(await people.rowOf(leaver.id)).toMatchObject({ name: 'Pierre Partant', disabledAt: expect.any(Date) });
    expect(await sessionsOf(leaver.id)).toBe(0);
    const left = await database.sql('admin')`
      select (select count(*)::int from staff_totp where staff_id = ${leaver.id}) as apps,
        (select password from staff_credential where user_id = ${leaver.id}) as password,
        (select assigned_to from change_request where id = ${requestId}) as holder,
        (select event from request_event where request_id = ${requestId} order by id desc limit 1) as event,
        (select array_agg(staff_id::text) from notice where kind = 'released') as told`;
    expect(left).toMatchObject([{ apps: 0, password: null, holder: null, event: 'release' }]);
    // The administrator did it and knows.
    expect(left[0]?.told).toContain(claude.id);
    expect(left[0]?.told).not.toContain(ada.id);
    expect(await people.auditOf(leaver.id)).toContain('end-staff-access');
    await expect(endStaffAccess(people.as(ada), { staffId: leaver.id })).rejects.toMatchObject({ code: 'conflict' });
    await expect(resetStaffFactors(people.as(ada), { staffId: leaver.id })).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      changeStaffRole(people.as(ada), { staffId: leaver.id, from: 'secretariat', to: 'reader' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await restoreStaffAccess(people.as(ada), { staffId: leaver.id }, OPTIONS);
    expect(await people.rowOf(leaver.id)).toMatchObject({ disabledAt: null, activatedAt: null, role: 'secretariat' });
    await expect(restoreStaffAccess(people.as(ada), { staffId: leaver.id }, OPTIONS)).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('two administrators who put each other out: one stays', async () => {
    const other = await createOtherPlace();
    const [one, two] = [
      await other.person('Une Admin', 'administrator'),
      await other.person('Deux Admin', 'administrator'),
    ];
    const all = await Promise.allSettled([
      endStaffAccess(other.as(one), { staffId: two.id }),
      endStaffAccess(other.as(two), { staffId: one.id }),
    ]);
    expect(all.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [rest] = [await other.rowOf(one.id), await other.rowOf(two.id)].filter((row) => row?.disabledAt === null);
    expect(rest?.role).toBe('administrator');
  });
});

let places: TestDatabase[] = [];
afterAll(async () => {
  for (const place of places) await place.close();
  places = [];
});
async function createOtherPlace() {
  const place = await createTestDatabase();
  places.push(place);
  return staffPeople(place);
}

describe('a role', () => {
  test('changes from what was shown, and is audited', async () => {
    const staff = await people.person('Rita Rôle');
    await changeStaffRole(people.as(ada), { staffId: staff.id, from: 'secretariat', to: 'reader' });
    expect(await people.rowOf(staff.id)).toMatchObject({ role: 'reader' });
    await expect(
      changeStaffRole(people.as(ada), { staffId: staff.id, from: 'secretariat', to: 'administrator' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await people.auditOf(staff.id)).toContain('change-staff-role');
  });

  test('of an administrator can change while another is there; an invited one does not count', async () => {
    const other = await createOtherPlace();
    const [one, two] = [
      await other.person('Une Admin', 'administrator'),
      await other.person('Deux Admin', 'administrator'),
    ];
    const demote = () => changeStaffRole(other.as(one), { staffId: two.id, from: 'administrator', to: 'secretariat' });
    await demote();
    expect(await other.rowOf(two.id)).toMatchObject({ role: 'secretariat' });
    // Whoever is no administrator any more may do nothing, whatever the session believed.
    await expect(endStaffAccess(other.as(two), { staffId: one.id })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the person of the register', () => {
  test('is linked and taken away, and is one member of the team at most', async () => {
    const build = registerBuilder(database.db('migrator'));
    const person = await build.person();
    const [staff, other] = [await people.person('Lise Liée'), await people.person('Louis Libre')];
    const link = (staffId: string, personId: string | null) => linkStaffPerson(people.as(ada), { staffId, personId });
    await link(staff.id, person.id);
    await link(staff.id, person.id);
    expect(await people.rowOf(staff.id)).toMatchObject({ personId: person.id });
    await expect(link(other.id, person.id)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(link(other.id, randomUUID())).rejects.toMatchObject({ code: 'invalid-input' });
    await link(staff.id, null);
    expect((await people.auditOf(staff.id)).filter((action) => action === 'link-staff-person')).toHaveLength(2);
  });
});

describe('lost second factors', () => {
  test('are reset by an administrator or the operator: sessions end, the person is told', async () => {
    const staff = await people.person('Paule Perdue');
    await withApp(staff.id);
    await withSession(staff.id);
    await resetStaffFactors(people.as(ada), { staffId: staff.id });
    expect(await sessionsOf(staff.id)).toBe(0);
    expect(await database.sql('admin')`select from staff_totp where staff_id = ${staff.id}`).toHaveLength(0);
    expect(await resetStaffFactorsByEmail(people.operator, { email: staff.email.toUpperCase() })).toEqual({
      name: 'Paule Perdue',
    });
    expect(await people.mailsTo(staff.email)).toEqual(['factors-reset', 'factors-reset']);
    expect((await people.auditOf(staff.id)).filter((action) => action === 'reset-staff-factors')).toHaveLength(2);
    await expect(resetStaffFactorsByEmail(people.operator, { email: 'x@y.example' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(resetStaffFactorsByEmail(people.as(ada), { email: staff.email })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('nobody but another administrator', () => {
  const acts: Record<string, (actor: StaffActor, staffId: string) => Promise<unknown>> = {
    resendInvitation: (actor, staffId) => resendInvitation(people.as(actor), { staffId }, OPTIONS),
    endStaffAccess: (actor, staffId) => endStaffAccess(people.as(actor), { staffId }),
    restoreStaffAccess: (actor, staffId) => restoreStaffAccess(people.as(actor), { staffId }, OPTIONS),
    changeStaffRole: (actor, staffId) =>
      changeStaffRole(people.as(actor), { staffId, from: 'administrator', to: 'reader' }),
    linkStaffPerson: (actor, staffId) => linkStaffPerson(people.as(actor), { staffId, personId: null }),
    resetStaffFactors: (actor, staffId) => resetStaffFactors(people.as(actor), { staffId }),
  };
  test.each(Object.keys(acts))('%s', async (name) => {
    const act = acts[name];
    await expect(act?.(claude, ada.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(act?.(ada, ada.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(act?.(ada, randomUUID())).rejects.toMatchObject({ code: 'not-found' });
  });
  test('inviteStaff', async () => {
    await expect(inviteStaff(people.as(claude), invitation(), OPTIONS)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
