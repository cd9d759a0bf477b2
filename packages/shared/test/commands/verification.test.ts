import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { StaffActor } from '../../src/commands/context.ts';
import { changeSetting } from '../../src/commands/settings/change-setting.ts';
import { confirmByLink, followAsk } from '../../src/commands/verification/confirm-verification.ts';
import {
  askVerification,
  launchVerification,
  planVerifications,
} from '../../src/commands/verification/launch-verification.ts';
import { remindVerification } from '../../src/commands/verification/remind-verification.ts';
import { runVerification, runVerificationRound } from '../../src/commands/verification/run-verification.ts';
import { tokenSecret } from '../../src/auth/token-secrets.ts';
import { derivedId } from '../../src/domain/hash.ts';
import { createHandlers } from '../../src/queue/handlers.ts';
import { runDue } from '../../src/queue/run-due.ts';
import { listVerifications, previewVerification, readPoFreshness } from '../../src/reads/list-verifications.ts';
import { listPos } from '../../src/reads/list-pos.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '../../src/testing/register-builder.ts';
import { workContext } from '../queue/queue-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let administrator: StaffActor;
let now = new Date('2031-09-14T08:00:00Z');
const office = (actor: StaffActor = administrator) => testContext(database.db('backoffice'), actor, () => now);
const extranet = () => {
  const { log } = office();
  return { db: database.db('extranet'), now: () => now, log };
};
const always = { from: '2020-01-01', to: null };

/** What the worker does up to that moment, but for the mails themselves. */
async function workUntil(moment: string): Promise<void> {
  now = new Date(moment);
  const urls = { intakeUrl: 'http://f.example', extranetUrl: 'http://e.example', backofficeUrl: 'http://o.example' };
  const mailless = { ...createHandlers(urls), mail: { run: async () => ({ outcome: 'done' as const }) } };
  await runDue({ ...workContext(database), now: () => now, tokenKeys: TEST_TOKEN_KEYS }, mailless, now);
}
const mailsOf = (personId: string) => database.sql('admin')`
  select kind, to_address, params from mail where person_id = ${personId} order by created_at, kind`;
const list = (state?: 'waiting' | 'nobody' | 'confirmed' | 'corrections' | 'bounced') =>
  listVerifications(database.db('backoffice'), { regionId: administrator.regionId, now }, { state });
const linkOf = async (poId: string, personId: string) => {
  const [row] = await database.sql(
    'admin',
  )`select id from verification where po_id = ${poId} order by asked_at desc limit 1`;
  return tokenSecret(TEST_TOKEN_KEYS[0] ?? '', 'verification', derivedId('verification-ask', row?.id, personId));
};

async function poWith(...members: { email: string | null; roles: ('president' | 'secretary' | 'treasurer')[] }[]) {
  const po = await build.po();
  const people: Awaited<ReturnType<typeof build.person>>[] = [];
  for (const { email, roles } of members) {
    const person = await build.person({ email, lastName: `Membre${people.length}` });
    await build.mandate(person.id, po.id, always, roles);
    people.push(person);
  }
  return { po, people };
}

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  administrator = await build.staff({ role: 'administrator' });
});
afterAll(() => database.close());

describe('the yearly verification', () => {
  test('writes once to president and secretary, reminds them, and ends with one answer', async () => {
    const { po, people } = await poWith(
      { email: 'presidente@membres.example', roles: ['president', 'secretary'] },
      { email: 'tresorier@membres.example', roles: ['treasurer'] },
    );
    const [president, treasurer] = people;
    const mute = await poWith({ email: null, roles: ['president'] });
    expect(
      await previewVerification(database.db('backoffice'), { regionId: administrator.regionId, today: '2031-09-14' }),
    ).toEqual({ pos: 2, people: 1, nobody: 1 });
    const id = randomUUID();
    await launchVerification(office(), { id });
    await launchVerification(office(), { id });
    await expect(launchVerification(office(), { id: randomUUID() })).rejects.toMatchObject({ code: 'conflict' });
    await workUntil('2031-09-14T08:01:00Z');
    // Carried out a second time, by another worker or after a kill, nothing more is written.
    const asked = await database.sql('admin')`select id from verification where po_id = ${po.id}`;
    await database.db('worker').transaction(async (db) => {
      const tx = { ...workContext(database), now: () => now, db };
      await runVerificationRound(tx, id);
      await runVerification(tx, asked[0]?.id, { tokenKeys: TEST_TOKEN_KEYS, given: {} });
    });
    expect(asked).toHaveLength(1);
    expect((await mailsOf(president?.id ?? '')).map(({ kind }) => kind)).toEqual(['verification-asked']);
    expect(await mailsOf(treasurer?.id ?? '')).toEqual([]);
    const { counts } = await list();
    expect(counts).toEqual({ waiting: 1, nobody: 1, bounced: 0, corrections: 0, confirmed: 0 });
    expect((await list('nobody')).rows.map(({ poId }) => poId)).toEqual([mute.po.id]);

    await workUntil('2031-09-28T08:02:00Z');
    expect((await mailsOf(president?.id ?? '')).map(({ kind }) => kind)).toEqual([
      'verification-asked',
      'verification-reminder',
    ]);

    const secret = await linkOf(po.id, president?.id ?? '');
    const ask = await followAsk(database.db('extranet'), secret, now);
    if (!ask) throw new Error('the link is dead');
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirmByLink(extranet(), ask)));
    expect(answers.filter((answer) => answer === 'confirmed')).toHaveLength(1);
    const told = await database.sql('admin')`
      select v.after from audit_entry e join audit_value v on v.entry_id = e.id where e.action = 'confirm-verification'`;
    expect(told.map(({ after }) => after)).toEqual([{ personId: president?.id, role: 'president' }]);
    const fresh = await readPoFreshness(database.db('backoffice'), {
      ...{ regionId: administrator.regionId, poId: po.id, now },
    });
    expect(fresh).toMatchObject({ confirmed: { by: 'Paul Membre0, Président·e' }, pending: null });
    // Whoever has answered is not reminded.
    await workUntil('2031-10-14T08:00:00Z');
    expect(await mailsOf(president?.id ?? '')).toHaveLength(2);
    const narrowed = async (verified: 'within-year' | 'longer') =>
      (
        await listPos(
          database.db('backoffice'),
          { regionId: administrator.regionId, today: '2031-10-14', singleHolderRoles: [] },
          { verified },
        )
      ).rows.map((row) => row.id);
    expect(await narrowed('within-year')).toEqual([po.id]);
    expect(await narrowed('longer')).toEqual([mute.po.id]);
  });

  test('is asked of one PO by who decides, again only after some weeks, and reminded of by hand once a day', async () => {
    now = new Date('2031-11-02T08:00:00Z');
    const { po, people } = await poWith({ email: 'un@membres.example', roles: ['secretary'] });
    const personId = people[0]?.id ?? '';
    const reader = await build.staff({ role: 'reader' });
    const secretariat = await build.staff();
    const again = { id: randomUUID(), poId: po.id };
    await expect(askVerification(office(reader), again)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(launchVerification(office(secretariat), { id: randomUUID() })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(askVerification(office(), { id: randomUUID(), poId: randomUUID() })).rejects.toMatchObject({
      code: 'not-found',
    });
    await askVerification(office(secretariat), again);
    await expect(askVerification(office(), { id: randomUUID(), poId: po.id })).rejects.toMatchObject({
      code: 'conflict',
    });
    await workUntil('2031-11-02T08:01:00Z');
    const [row] = (await list('waiting')).rows.filter(({ poId }) => poId === po.id);
    const id = row?.id ?? '';
    await expect(remindVerification(office(secretariat), { id })).rejects.toMatchObject({ code: 'conflict' });
    now = new Date('2031-11-04T08:00:00Z');
    await remindVerification(office(secretariat), { id });
    await expect(remindVerification(office(), { id })).rejects.toMatchObject({ code: 'conflict' });
    await expect(remindVerification(office(reader), { id })).rejects.toMatchObject({ code: 'forbidden' });
    await workUntil('2031-11-04T08:01:00Z');
    expect((await mailsOf(personId)).map(({ kind }) => kind)).toEqual(['verification-asked', 'verification-reminder']);
    // Nothing tells an address that is not proven which PO it is about.
    expect((await mailsOf(personId)).map(({ params }) => Object.keys(params))).toEqual([['askId'], ['askId']]);
  });

  test('follows the office: the former president answers no more, the new one is asked by the reminder', async () => {
    now = new Date('2032-01-11T08:00:00Z');
    const { po, people } = await poWith({ email: 'ancien@membres.example', roles: ['president'] });
    const former = people[0]?.id ?? '';
    await askVerification(office(), { id: randomUUID(), poId: po.id });
    await workUntil('2032-01-11T08:01:00Z');
    const secret = await linkOf(po.id, former);
    expect(await followAsk(database.db('extranet'), secret, now)).toMatchObject({ personId: former });
    await database.sql('admin')`
      update role_assignment set period = daterange('2020-01-01', '2032-01-15') where mandate_id in (select id from mandate where person_id = ${former})`;
    const next = await build.person({ email: 'nouvelle@membres.example', lastName: 'Nouvelle' });
    await build.mandate(next.id, po.id, { from: '2032-01-15', to: null }, ['president']);
    await workUntil('2032-01-25T08:02:00Z');
    expect(await followAsk(database.db('extranet'), secret, now)).toBeNull();
    expect((await mailsOf(former)).map(({ kind }) => kind)).toEqual(['verification-asked']);
    expect((await mailsOf(next.id)).map(({ kind }) => kind)).toEqual(['verification-asked']);
    const fresh = await linkOf(po.id, next.id);
    expect(await followAsk(database.db('extranet'), fresh, now)).toMatchObject({ role: 'president', poId: po.id });
    now = new Date('2032-06-25T08:00:00Z');
    expect(await followAsk(database.db('extranet'), fresh, now)).toBeNull();
  });

  test('leaves by itself on the chosen day, once, and not for a day that had passed when it was chosen', async () => {
    const rounds = async () =>
      (await database.sql('admin')`select 1 from verification_round where ordered_by is null`).length;
    const plan = async (moment: string) => {
      now = new Date(moment);
      await planVerifications(database.db('worker'), now);
      return rounds();
    };
    now = new Date('2033-10-05T08:00:00Z');
    await changeSetting(office(), { key: 'verification-day', version: 0, typed: '1/10' }, {});
    expect(await plan('2033-10-05T09:00:00Z')).toBe(0);
    expect(await plan('2034-09-30T09:00:00Z')).toBe(0);
    expect(await plan('2034-10-01T04:00:00Z')).toBe(1);
    expect(await plan('2034-10-01T09:00:00Z')).toBe(1);
    expect(await plan('2034-10-03T09:00:00Z')).toBe(1);
    const [due] = await database.sql(
      'admin',
    )`select next_at from outbox where kind = 'verification-round' and state = 'pending'`;
    expect(new Date(due?.next_at).toISOString()).toBe('2034-10-01T05:00:00.000Z');
  });
});
