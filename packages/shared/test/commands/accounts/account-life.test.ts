import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, like } from 'drizzle-orm';
import { runAccountCalendar } from '../../../src/commands/accounts/run-account-calendar.ts';
import { closeAccountIfOver } from '../../../src/commands/close-account.ts';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '../../../src/commands/context.ts';
import { readMember } from '../../../src/auth/member-access.ts';
import { mail } from '../../../src/db/tables/mail.ts';
import { memberAccount } from '../../../src/db/tables/member-account.ts';
import { memberCredential } from '../../../src/db/tables/member-credential.ts';
import { memberSession } from '../../../src/db/tables/member-session.ts';
import { setting } from '../../../src/db/tables/setting.ts';
import { outbox } from '../../../src/db/tables/outbox.ts';
import { brusselsInstant } from '../../../src/domain/brussels-time.ts';
import type { CivilDate } from '../../../src/domain/dates.ts';
import type { Period } from '../../../src/domain/periods.ts';
import { emptyValues, type FormValues } from '../../../src/request-types/fields.ts';
import { requestForm } from '../../../src/request-types/forms.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../../src/testing/register-builder.ts';
import { requestRig } from '../../../src/testing/request-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;
let staff: StaffActor;
let today: CivilDate = '2026-06-15';
let run = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  rig = requestRig(database, staff, now);
});
afterAll(() => database.close());

const now = () => brusselsInstant(today, 9);
const seconds = (day: CivilDate, hour = 0) => brusselsInstant(day, hour).getTime() / 1_000;
const db = () => database.db('migrator');
const ctx = () => testContext(database.db('worker'), SYSTEM_ACTOR, now);
const morning = () => inTransaction(ctx(), (tx) => runAccountCalendar(tx));
const accountOf = async (id: string) => (await db().select().from(memberAccount).where(eq(memberAccount.id, id)))[0];
const mailsOf = (id: string) => db().select().from(mail).where(eq(mail.accountId, id)).orderBy(mail.createdAt);

async function member(periods: Period[], values: { deceased?: boolean } = {}) {
  run += 1;
  const email = `membre${run}@boite.example`;
  const person = await build.person({ email, lastName: `Membre ${run}`, ...values });
  const poId = (await build.po()).id;
  for (const period of periods) await build.mandate(person.id, (await build.po()).id, period);
  const account = await build.account(person.id, email, { activatedAt: new Date(0) });
  await db()
    .insert(memberCredential)
    .values({ userId: account.id, accountId: account.id, providerId: 'credential', password: 'hash' });
  return { id: account.id, person, poId, email };
}

async function choose(days: number): Promise<void> {
  const at = { value: days, updatedBy: staff.id, updatedAt: now() };
  await db()
    .insert(setting)
    .values({ regionId: staff.regionId, key: 'account-ending', ...at })
    .onConflictDoUpdate({ target: [setting.regionId, setting.key], set: at });
}

/** A request for a new mandate of somebody who is known. */
const asks = (
  person: { firstName: string; lastName: string; birthDate: string },
  email: string,
  startDate: CivilDate,
) => ({
  ...{
    firstName: person.firstName,
    lastName: person.lastName,
    birthDate: person.birthDate,
    email,
    phone: '0470 12 34 56',
  },
  address: { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
  ...{ startDate, roles: ['administrator', 'treasurer'], replaces: [] },
});

describe('an account lives as long as a mandate does', () => {
  test('access follows the dates at each request: out the day after the last day, in on the first', async () => {
    const leaving = await member([{ from: '2020-01-01', to: '2026-06-14' }]);
    const coming = await member([{ from: '2026-06-15', to: null }]);
    const look = async (id: string, day: CivilDate) => (await readMember(database.db('extranet'), id, day))?.access;
    expect([await look(leaving.id, '2026-06-14'), await look(leaving.id, '2026-06-15')]).toEqual(['open', 'closed']);
    expect([await look(coming.id, '2026-06-14'), await look(coming.id, '2026-06-15')]).toEqual(['closed', 'open']);
    // No job ran.
    expect([(await accountOf(leaving.id))?.state, (await accountOf(coming.id))?.state]).toEqual(['active', 'active']);
  });

  test('who has thirty days left is told once, whatever the mornings', async () => {
    const { id, email } = await member([{ from: '2020-01-01', to: '2026-07-15' }]);
    today = '2026-06-14';
    await morning();
    expect(await mailsOf(id)).toEqual([]);
    for (today of ['2026-06-15', '2026-06-15', '2026-06-16'] as CivilDate[]) await morning();
    expect(await mailsOf(id)).toMatchObject([
      { kind: 'account-ending', toAddress: email, params: { lastDay: '2026-07-15' } },
    ]);
  });

  test.each<[string, CivilDate, boolean, string[]]>([
    ['lately is not told again by the calendar', '2026-06-14', true, ['mandate-ended']],
    ['long ago is told again when the end comes near', '2026-04-01', true, ['mandate-ended', 'account-ending']],
    ['while nothing could be said to that address is', '2026-06-14', false, ['mandate-ended', 'account-ending']],
  ])('who was removed %s', async (_when, removedOn, proven, mails) => {
    const { id, person } = await member([]);
    const poId = (await build.po()).id;
    await build.mandate(person.id, poId, { from: '2020-01-01', to: null });
    await db().update(memberAccount).set({ emailVerified: proven }).where(eq(memberAccount.id, id));
    today = removedOn;
    const { firstName, lastName } = person;
    const asked = { firstName, lastName, email: null, birthDate: null, endDate: '2026-07-10', reason: 'resignation' };
    await rig.approveAndApply(await rig.submit('removal', asked, poId));
    await db().update(mail).set({ createdAt: now() }).where(eq(mail.accountId, id));
    await db().update(memberAccount).set({ emailVerified: true }).where(eq(memberAccount.id, id));
    for (today of ['2026-06-15', '2026-06-16'] as CivilDate[]) await morning();
    expect((await mailsOf(id)).map(({ kind }) => kind)).toEqual(mails);
  });

  test('two workers on one morning tell once', async () => {
    const { id } = await member([{ from: '2020-01-01', to: '2026-06-20' }]);
    today = '2026-06-15';
    await Promise.all(Array.from({ length: 5 }, () => morning()));
    expect(await mailsOf(id)).toHaveLength(1);
  });

  test.each<[string, Period[], { deceased?: boolean }, number]>([
    [
      'another mandate goes on',
      [
        { from: '2020-01-01', to: '2026-06-20' },
        { from: '2021-01-01', to: null },
      ],
      {},
      30,
    ],
    [
      'the next one is known',
      [
        { from: '2020-01-01', to: '2026-06-20' },
        { from: '2026-09-01', to: null },
      ],
      {},
      30,
    ],
    ['the person died', [{ from: '2020-01-01', to: '2026-06-20' }], { deceased: true }, 30],
    ['nobody is to be told', [{ from: '2020-01-01', to: '2026-06-20' }], {}, 0],
  ])('nobody is told when %s', async (_why, periods, values, chosen) => {
    const { id } = await member(periods, values);
    await choose(chosen);
    today = '2026-06-15';
    await morning();
    await choose(30);
    expect(await mailsOf(id)).toEqual([]);
    // For the tests that follow.
    await db().update(memberAccount).set({ state: 'closed' }).where(eq(memberAccount.id, id));
  });

  test('a mandate that was recorded with its end closes the account after it, and ends the sessions', async () => {
    const { id } = await member([{ from: '2020-01-01', to: '2026-06-14' }]);
    await db()
      .insert(memberSession)
      .values({ userId: id, token: `digest-${id}`, expiresAt: new Date(Date.now() + 1e9) });
    today = '2026-06-14';
    await morning();
    expect((await accountOf(id))?.state).toBe('active');
    today = '2026-06-15';
    await morning();
    await morning();
    expect(await accountOf(id)).toMatchObject({ state: 'closed', email: expect.any(String) });
    expect(await db().select().from(memberSession).where(eq(memberSession.userId, id))).toEqual([]);
    const closings = (await mailsOf(id)).filter(({ kind }) => kind === 'account-closed');
    expect(closings).toHaveLength(1);
    // Nothing is deleted: the password is still there for the next mandate.
    expect(await db().select().from(memberCredential).where(eq(memberCredential.userId, id))).toHaveLength(1);
  });

  test('a new mandate opens it again with the password it had, and a note instead of an invitation', async () => {
    const { id, person, poId, email } = await member([{ from: '2020-01-01', to: '2026-03-31' }]);
    today = '2026-04-01';
    await inTransaction(ctx(), (tx) => closeAccountIfOver(tx, id));
    today = '2026-06-15';
    const requestId = await rig.submit('new-member', asks(person, email, '2026-06-01'), poId);
    expect((await rig.show(requestId)).effects.map(({ text }) => text)).toContain(
      `Le compte de ${person.firstName} ${person.lastName} est rouvert, avec le mot de passe que cette personne avait`,
    );
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    expect(await accountOf(id)).toMatchObject({ state: 'active', closedAt: null });
    const letters = await mailsOf(id);
    expect(letters.map(({ kind }) => kind)).toEqual(['account-closed', 'account-reopened']);
    expect((await readMember(database.db('extranet'), id, today))?.access).toBe('open');
  });

  test('a mandate to come sends that note on its first day', async () => {
    const { id, person, poId, email } = await member([{ from: '2020-01-01', to: '2026-03-31' }]);
    today = '2026-04-01';
    await inTransaction(ctx(), (tx) => closeAccountIfOver(tx, id));
    today = '2026-06-15';
    await rig.approveAndApply(await rig.submit('new-member', asks(person, email, '2026-09-01'), poId));
    const [note] = (await mailsOf(id)).filter(({ kind }) => kind === 'account-reopened');
    const [work] = await db()
      .select()
      .from(outbox)
      .where(and(eq(outbox.kind, 'mail'), eq(outbox.ref, note?.id ?? '')));
    expect(work?.nextAt).toEqual(brusselsInstant('2026-09-01', 7));
  });

  test('with another address on record it is an invitation: whoever knew the password proves nothing about it', async () => {
    const { id, person, poId } = await member([{ from: '2020-01-01', to: '2026-03-31' }]);
    today = '2026-04-01';
    await inTransaction(ctx(), (tx) => closeAccountIfOver(tx, id));
    today = '2026-06-15';
    await rig.approveAndApply(await rig.submit('new-member', asks(person, 'autre@boite.example', '2026-06-01'), poId));
    expect(await accountOf(id)).toMatchObject({ state: 'invited', email: 'autre@boite.example' });
    expect((await mailsOf(id)).at(-1)?.kind).toBe('activation');
    const [kept] = await db().select().from(memberCredential).where(eq(memberCredential.userId, id));
    expect(kept?.password).toBeNull();
  });
});

describe('an invitation leaves when the mandate begins', () => {
  test('who already has an active account gets a note about the mandate, and no invitation', async () => {
    const { id, person, poId, email } = await member([{ from: '2020-01-01', to: null }]);
    today = '2026-06-15';
    await rig.approveAndApply(await rig.submit('new-member', asks(person, email, '2026-06-01'), poId));
    expect((await mailsOf(id)).map(({ kind }) => kind)).toEqual([]);
    const notes = await db()
      .select()
      .from(mail)
      .where(and(eq(mail.personId, person.id), eq(mail.kind, 'mandate-added')));
    expect(notes).toMatchObject([{ toAddress: email, params: { poId } }]);
  });

  test('on the first day of the earliest mandate, also when an earlier one comes later', async () => {
    today = '2026-06-15';
    run += 1;
    const email = `futur${run}@boite.example`;
    const newcomer = { firstName: 'Odile', lastName: `Future ${run}`, birthDate: '1970-01-01' };
    const ask = async (from: CivilDate) =>
      rig.approveAndApply(await rig.submit('new-member', asks(newcomer, email, from), (await build.po()).id));
    expect(await ask('2027-01-01')).toEqual({ outcome: 'applied' });
    expect(await ask('2026-09-01')).toEqual({ outcome: 'applied' });
    expect(await ask('2026-10-01')).toEqual({ outcome: 'applied' });
    const letters = await database.sql('migrator')`
      select extract(epoch from o.next_at)::int as leaves, t.voided_at is null as alive, extract(epoch from t.expires_at)::int as ends from mail m join outbox o on o.ref = m.id::text join token t on t.id = m.token_id
      where m.kind = 'activation' and m.to_address = ${email} order by m.created_at, o.next_at desc`;
    expect(letters.map((letter) => ({ ...letter }))).toEqual([
      { leaves: seconds('2027-01-01', 7), alive: false, ends: seconds('2027-01-16') },
      { leaves: seconds('2026-09-01', 7), alive: true, ends: seconds('2026-09-16') },
    ]);
  });
});

describe('two people with one address', () => {
  function memberChange(values: FormValues): unknown {
    const { form, groups } = requestForm('member-change');
    return form.parse({ ...emptyValues(groups), ...values });
  }

  const NAMES: Record<string, string> = { Roger: 'Bastogne', Solange: 'Wéris' };
  const couple = (email: string, firstName: string) =>
    asks({ firstName, lastName: `${NAMES[firstName]} Ménage ${run}`, birthDate: '1961-02-03' }, email, '2026-06-01');

  test('the second waits, visibly, is told how to go on, and is invited once an address is given', async () => {
    today = '2026-06-15';
    run += 1;
    const email = `menage${run}@boite.example`;
    const poId = (await build.po()).id;
    await rig.approveAndApply(await rig.submit('new-member', couple(email, 'Roger'), (await build.po()).id));
    const second = await rig.submit('new-member', couple(email, 'Solange'), poId);
    const shown = await rig.show(second);
    expect(shown.plan.findings).toContainEqual(
      expect.objectContaining({
        ...{ code: 'email-signs-in-someone-else', severity: 'warning', field: 'email' },
        detail: expect.stringContaining('Vous pouvez approuver'),
      }),
    );
    expect(await rig.approveAndApply(second)).toEqual({ outcome: 'applied' });
    const accounts = await db()
      .select()
      .from(memberAccount)
      .where(like(memberAccount.name, `%Ménage ${run}`));
    const waiting = accounts.find(({ state }) => state === 'waiting');
    expect(accounts.map(({ state }) => state).sort()).toEqual(['invited', 'waiting']);
    const task = async () =>
      (
        await database.sql(
          'migrator',
        )`select done_at, reason from staff_task where kind = 'account-waiting' and ref = ${waiting?.id ?? ''}`
      )[0];
    expect(await task()).toMatchObject({ done_at: null, reason: expect.stringContaining('notez-la dans sa fiche') });
    expect(await mailsOf(waiting?.id ?? '')).toMatchObject([{ kind: 'address-shared', toAddress: email }]);

    const change = await rig.submit(
      'member-change',
      memberChange({
        ...{ firstName: 'Solange', lastName: `Wéris Ménage ${run}`, email: `solange${run}@boite.example` },
      }),
      poId,
    );
    expect(await rig.approveAndApply(change)).toEqual({ outcome: 'applied' });
    expect(await accountOf(waiting?.id ?? '')).toMatchObject({
      state: 'invited',
      email: `solange${run}@boite.example`,
    });
    expect((await mailsOf(waiting?.id ?? '')).at(-1)).toMatchObject({ kind: 'activation' });
    expect(await task()).toMatchObject({ done_at: expect.any(String) });
  });

  test('a closed account whose person now shares an address waits as well, and is not forgotten', async () => {
    const first = await member([{ from: '2020-01-01', to: null }]);
    const { id, person, poId } = await member([{ from: '2020-01-01', to: '2026-03-31' }]);
    today = '2026-04-01';
    await inTransaction(ctx(), (tx) => closeAccountIfOver(tx, id));
    today = '2026-06-15';
    await rig.approveAndApply(await rig.submit('new-member', asks(person, first.email, '2026-06-01'), poId));
    expect(await accountOf(id)).toMatchObject({ state: 'waiting', email: null, closedAt: null });
  });

  /** Somebody whose account closed with their mandate, and their spouse, who comes later with the same address. */
  async function widowed(lastName: string) {
    const former = await member([{ from: '2020-01-01', to: '2026-03-31' }]);
    today = '2026-04-01';
    await inTransaction(ctx(), (tx) => closeAccountIfOver(tx, former.id));
    today = '2026-06-15';
    const spouse = { firstName: 'Solange', lastName, birthDate: '1961-02-03' };
    const accountOfSpouse = async () =>
      (
        await db()
          .select()
          .from(memberAccount)
          .where(eq(memberAccount.name, `Solange ${lastName}`))
      )[0];
    return { former, spouse, accountOfSpouse };
  }

  test('who comes once the account of the first is closed is invited at once, where the first no longer signs in', async () => {
    const { former, spouse, accountOfSpouse } = await widowed('Suivante');
    const requestId = await rig.submit('new-member', asks(spouse, former.email, '2026-06-01'), former.poId);
    const shown = await rig.show(requestId);
    expect(shown.effects.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        `Le compte fermé de ${former.person.firstName} ${former.person.lastName} laisse l’adresse ${former.email}`,
        `Mail d’activation à ${former.email}`,
      ]),
    );
    expect(await rig.approveAndApply(requestId)).toEqual({ outcome: 'applied' });
    const invited = await accountOfSpouse();
    expect(invited).toMatchObject({ state: 'invited', email: former.email });
    expect((await mailsOf(invited?.id ?? '')).map(({ kind }) => kind)).toEqual(['activation']);
    expect(await accountOf(former.id)).toMatchObject({ state: 'closed', email: null, emailVerified: false });
    const told = await database.sql('migrator')`
      select action from audit_entry where subject_id = ${former.id} and request_id = ${requestId}`;
    expect(told.map(({ action }) => action)).toEqual(['leave-address']);

    // The first comes back: now it is they who wait.
    const back = await rig.submit('new-member', asks(former.person, former.email, '2026-06-10'), former.poId);
    expect(await rig.findings(back)).toContain('email-signs-in-someone-else');
    expect(await rig.approveAndApply(back)).toEqual({ outcome: 'applied' });
    expect(await accountOf(former.id)).toMatchObject({ state: 'waiting' });
  });

  test('an approval holds when the first comes back before it is applied: the second waits after all', async () => {
    const { former, spouse, accountOfSpouse } = await widowed('Quercy');
    const requestId = await rig.submit('new-member', asks(spouse, former.email, '2026-06-01'), former.poId);
    const { decisionId } = await rig.approve(requestId);
    const back = { state: 'active' as const, closedAt: null };
    await db().update(memberAccount).set(back).where(eq(memberAccount.id, former.id));
    expect(await rig.apply(decisionId)).toMatchObject({ outcome: 'applied' });
    expect(await accountOfSpouse()).toMatchObject({ state: 'waiting', email: null });
    expect(await accountOf(former.id)).toMatchObject({ state: 'active', email: former.email });
  });
});
