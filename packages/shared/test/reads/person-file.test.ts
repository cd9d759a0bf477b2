import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordReading } from '../../src/commands/record-reading.ts';
import type { StaffActor } from '../../src/commands/context.ts';
import { mail } from '../../src/db/tables/mail.ts';
import { region } from '../../src/db/tables/region.ts';
import { staffTask } from '../../src/db/tables/staff-task.ts';
import { getPersonFile } from '../../src/reads/get-person-file.ts';
import { previewPersonMail } from '../../src/reads/preview-person-mail.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

const now = () => new Date('2026-06-12T10:30:00Z');
const newcomer = {
  ...{ lastName: 'Lambert', firstName: 'Jeanne', birthDate: '1971-05-04', email: 'jeanne@membres.example' },
  ...{ phone: '0475 12 34 56', roles: ['treasurer'], startDate: '2026-06-01', replaces: [] },
  address: { street: 'Rue Haute', number: '1', box: '', postcode: '5000', locality: 'Namur', country: 'BE' },
};

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let staff: StaffActor;
let elsewhere: StaffActor;
let poId: string;
let personId: string;
let requestId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  staff = await build.staff({ name: 'Delphine Exemple' });
  poId = (await build.po({ name: 'Collège de la Maquette' })).id;
  const [other] = await database
    .db('migrator')
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  elsewhere = await build.staff({ regionId: other?.id ?? '' });
  // A member as the product itself makes one: by an approved request.
  const rig = requestRig(database, staff, now);
  requestId = await rig.submit('new-member', newcomer, poId);
  await rig.approveAndApply(requestId);
  const [person] = await database.sql('admin')`select id from person where last_name = 'Lambert'`;
  personId = person?.id;
  const abroad = await build.po({ name: 'PO Lointain', regionId: other?.id ?? '' });
  await build.mandate(personId, abroad.id, { from: '2015-01-01', to: '2018-12-31' }, ['president']);
  const wrong = await build.mandate(personId, poId, { from: '2010-01-01', to: '2012-12-31' });
  await database.sql('admin')`update mandate set annulled_at = now(), annulled_by = opened_by where id = ${wrong.id}`;
});
afterAll(() => database.close());

const read = (actor: StaffActor = staff, at = now()) =>
  getPersonFile(database.db('backoffice'), actor.regionId, personId, at);
const note = (reading: Parameters<typeof recordReading>[1], at: string, actor = staff) =>
  recordReading(
    testContext(database.db('backoffice'), actor, () => new Date(at)),
    reading,
  );

describe('the file of a person', () => {
  test('tells who it is, and what set each value', async () => {
    const { name, facts } = await read();
    expect(name).toBe('Jeanne Lambert');
    expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual(
      expect.arrayContaining(['Nom: Lambert', 'Adresse mail: jeanne@membres.example', 'Téléphone: 0475 12 34 56']),
    );
    for (const { value, origin } of facts) if (value !== '—') expect(origin).toMatchObject({ requestId });
  });

  test('tells mandates in all POs, and keeps what was annulled readable', async () => {
    const { mandates } = await read();
    expect(mandates).toMatchObject([
      { poName: 'Collège de la Maquette', when: 'present', annulled: null, roles: [{ label: 'Trésorier·ère' }] },
      { poName: 'PO Lointain', poId: null, when: 'past' },
      { poName: 'Collège de la Maquette', annulled: { origin: { text: expect.stringContaining('démonstration') } } },
    ]);
  });

  test('tells where the account stands, what was mailed, and what can be done', async () => {
    const before = await read();
    expect(before.account).toMatchObject({ state: 'to-send', signIn: 'jeanne@membres.example', pending: null });
    expect(before.mails).toMatchObject([
      { kind: 'Mail d’activation', to: 'jeanne@membres.example', trouble: false, shown: true },
    ]);
    await database.db('admin').update(mail).set({ state: 'failed', errorCode: 'refused' });
    const [letter] = before.mails;
    const detail = { words: '550 5.1.1 No such user' };
    await database
      .db('admin')
      .insert(staffTask)
      .values({ kind: 'mail-failed', ref: letter?.id ?? '', reason: 'Refusé.', detail });
    const after = await read();
    expect(after.account).toMatchObject({ state: 'bounced', next: expect.stringContaining('No such user') });
    expect(after.mails).toMatchObject([{ trouble: true, words: '550 5.1.1 No such user' }]);
    expect(after.tasks).toMatchObject([{ title: 'Mail d’activation à Jeanne Lambert' }]);
    expect(after.account.acts.map(({ act, to }) => [act, to])).toEqual([
      ['resend-activation', 'jeanne@membres.example'],
      ['send-reset', null],
      ['unblock', null],
      ['drop-factors', null],
    ]);
    const text = await previewPersonMail(database.db('backoffice'), staff.regionId, {
      personId,
      mailId: letter?.id ?? '',
    });
    expect(text.text).toContain('(son lien personnel)');
    expect(text.subject).toContain('Activez');
    await expect(
      previewPersonMail(database.db('backoffice'), elsewhere.regionId, { personId, mailId: requestId }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('names the requests about the person', async () => {
    expect((await read()).about).toMatchObject([{ id: requestId, state: 'applied', poName: 'Collège de la Maquette' }]);
  });

  test('is read where a mandate is or was held, and nowhere else', async () => {
    await expect(read(elsewhere)).resolves.toMatchObject({ name: 'Jeanne Lambert' });
    const { id } = await build.person({ lastName: 'Sansmandat' });
    await expect(getPersonFile(database.db('backoffice'), staff.regionId, id, now())).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('reading a file', () => {
  test('is noted once an hour, on the page of the person or of a PO, and told to who reads next', async () => {
    await note({ personId }, '2026-06-12T08:10:00Z');
    await note({ personId }, '2026-06-12T08:50:00Z');
    await note({ personId }, '2026-06-12T09:00:00Z');
    await note({ poId }, '2026-06-12T09:30:00Z');
    await note({ personId }, now().toISOString());
    const { readings } = await read();
    expect(readings.map(({ by, at, screen }) => [by, at, screen])).toEqual([
      ['Delphine Exemple', '2026-06-12T09:30:00.000Z', 'le dossier du PO Collège de la Maquette'],
      ['Delphine Exemple', '2026-06-12T09:00:00.000Z', 'sa page'],
      ['Delphine Exemple', '2026-06-12T08:10:00.000Z', 'sa page'],
    ]);
  });

  test('is not noted for a file that cannot be read', async () => {
    const { id } = await build.person({ lastName: 'Inconnu' });
    await note({ personId: id }, '2026-06-12T08:10:00Z');
    const rows = await database.sql('admin')`select from person_reading where person_id = ${id}`;
    expect(rows).toHaveLength(0);
  });

  test('that cannot be noted is said in the logs, and the page is shown', async () => {
    const said: unknown[] = [];
    const ctx = testContext(database.db('backoffice'), staff, now);
    const log = { ...ctx.log, error: (facts: unknown) => said.push(facts) } as typeof ctx.log;
    await recordReading({ ...ctx, log, db: database.db('intake') }, { personId });
    expect(said).toMatchObject([{ staffId: staff.id, personId }]);
  });
});
