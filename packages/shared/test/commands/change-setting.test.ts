import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { issueAccountToken } from '../../src/auth/issue-token.ts';
import { type StaffActor, SYSTEM_ACTOR } from '../../src/commands/context.ts';
import { askCorrection } from '../../src/commands/corrections/ask-correction.ts';
import { changeSetting } from '../../src/commands/settings/change-setting.ts';
import { migrateDatabase } from '../../src/db/migrate.ts';
import { region } from '../../src/db/tables/region.ts';
import { token } from '../../src/db/tables/token.ts';
import { mailRenderer } from '../../src/mail/render-mail.ts';
import { createHandlers } from '../../src/queue/handlers.ts';
import { runDue } from '../../src/queue/run-due.ts';
import { createPublicTextReader } from '../../src/reads/public-texts.ts';
import { listSettings } from '../../src/reads/list-settings.ts';
import { loadRetentionPeriods, loadSettings } from '../../src/reads/load-settings.ts';
import { previewSetting } from '../../src/reads/preview-setting.ts';
import { trackingLinkEnd } from '../../src/reads/tracking-link-end.ts';
import type { LinkLife } from '../../src/settings/link-lives.ts';
import type { SettingDefaults } from '../../src/settings/settings.ts';
import { requestType } from '../../src/request-types/registry.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, TEST_TOKEN_KEYS, testContext } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';
import { workContext } from '../queue/queue-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let administrator: StaffActor;
const now = () => new Date('2026-06-15T08:00:00Z');
const office = (actor: StaffActor = administrator) => testContext(database.db('backoffice'), actor, now);

/** Chooses on the version that stands. */
async function choose(key: string, typed: string | null, given: SettingDefaults = {}, actor = administrator) {
  const known = (await listSettings(database.db('backoffice'), actor.regionId, given)).find((one) => one.key === key);
  await changeSetting(office(actor), { key, version: known?.version ?? 0, typed }, given);
}
const inForce = (given: SettingDefaults = {}) => loadSettings(database.db('worker'), administrator.regionId, given);

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  administrator = await build.staff({ role: 'administrator' });
});
beforeEach(() => database.sql('admin')`update setting set value = null, version = version + 1`);
afterAll(() => database.close());

describe('a setting', () => {
  test('is chosen, counts at once for every process, and the journal says what it was and is', async () => {
    await choose('undo-delay', '45');
    expect(await inForce({ 'undo-delay': 20 })).toMatchObject({ 'undo-delay': 45 });
    await choose('undo-delay', null, { 'undo-delay': 20 });
    expect(await inForce({ 'undo-delay': 20 })).toMatchObject({ 'undo-delay': 20 });
    const audited = await database.sql('admin')`
      select e.action, v.before, v.after from audit_entry e join audit_value v on v.entry_id = e.id
      where e.subject_type = 'setting' and e.subject_id = 'undo-delay' order by e.id`;
    expect(audited.map(({ ...entry }) => entry)).toEqual([
      { action: 'change-setting', before: { value: '10 secondes' }, after: { value: '45 secondes' } },
      { action: 'reset-setting', before: { value: '45 secondes' }, after: { value: '20 secondes' } },
    ]);
    const [shown] = (await listSettings(database.db('backoffice'), administrator.regionId, {})).filter(
      ({ key }) => key === 'undo-delay',
    );
    expect(shown).toMatchObject({ isChosen: false, words: '10 secondes', changedBy: administrator.label });
  });

  test('is for administrators, on the version that was shown, and only what exists', async () => {
    for (const role of ['reader', 'secretariat'] as const) {
      const actor = await build.staff({ role });
      const change = changeSetting(office(actor), { key: 'undo-delay', version: 0, typed: '1' }, {});
      await expect(change).rejects.toMatchObject({ code: 'forbidden' });
    }
    const input = { key: 'age-late', version: 0, typed: '7' };
    await changeSetting(office(), input, {});
    await expect(changeSetting(office(), input, {})).rejects.toMatchObject({ code: 'conflict' });
    await expect(changeSetting(office(), { key: 'no-such', version: 0, typed: '1' }, {})).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('is refused out of bounds or against another one, and nothing changes', async () => {
    await expect(choose('activation-link', '99')).rejects.toMatchObject({
      code: 'invalid-input',
      issues: [{ path: 'typed', message: 'Écrivez un nombre entier. De 1 à 60 jours.' }],
    });
    await expect(choose('correction-reminders', '5, 30')).rejects.toMatchObject({ code: 'invalid-input' });
    await choose('correction-lapse', '60');
    await choose('correction-reminders', '5, 30');
    // Going back may contradict as well.
    await expect(choose('correction-lapse', null)).rejects.toThrow(/may not be so/);
    expect(await inForce()).toMatchObject({ 'correction-reminders': [5, 30], 'correction-lapse': 60 });
  });

  test('of two that contradict each other and are chosen at one moment, one wins', async () => {
    const version = async (key: string) =>
      (await listSettings(database.db('backoffice'), administrator.regionId, {})).find((one) => one.key === key)
        ?.version ?? 0;
    const [slow, late] = [await version('age-slow'), await version('age-late')];
    const results = await Promise.allSettled([
      changeSetting(office(), { key: 'age-slow', version: slow, typed: '4' }, {}),
      changeSetting(office(), { key: 'age-late', version: late, typed: '4' }, {}),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const values = await inForce();
    expect(values['age-slow']).toBeLessThan(values['age-late']);
  });
});

describe('what a setting acts on', () => {
  test('the contacts stand everywhere, also after a migration that gives others', async () => {
    const read = async () =>
      (await database.db('intake').execute(sql`select name, email, phone from region limit 1`))[0];
    const before = await read();
    await choose('secretariat-name', 'Secrétariat d’essai');
    await choose('secretariat-phone', '081 00 00 00');
    expect(await read()).toMatchObject({ name: 'Secrétariat d’essai', phone: '081 00 00 00' });
    await migrateDatabase({ migratorUrl: database.url('migrator'), region: { name: 'Donné par l’installation' } });
    expect(await read()).toMatchObject({ name: 'Secrétariat d’essai' });
    await choose('secretariat-name', null);
    await choose('secretariat-phone', null);
    expect(await read()).toEqual({ ...before, name: 'Donné par l’installation' });
  });

  test('links live as long as was chosen, those of accounts and those of an envoi', async () => {
    const po = await build.po();
    const person = await build.person();
    await build.mandate(person.id, po.id, { from: '2020-01-01', to: null });
    const account = await build.account(person.id, 'lien@membres.example');
    await choose('activation-reminders', '1');
    await choose('activation-link', '3');
    await choose('sign-in-link', '20');
    await choose('password-link', '5');
    await choose('tracking-link', '40');
    const end = async (life: LinkLife) => {
      const id = randomUUID();
      const purpose = life === 'password-link' ? 'password-reset' : 'activation';
      const wanted = { id, keys: TEST_TOKEN_KEYS, purpose, accountId: account.id, now: now() } as const;
      await database
        .db('extranet')
        .transaction((tx) => issueAccountToken(tx, { ...wanted, expiresAt: { life, leaves: now() } }));
      const [row] = await database.db('migrator').select().from(token).where(sql`id = ${id}`);
      return row?.expiresAt.toISOString();
    };
    expect(await end('activation-link')).toBe('2026-06-18T08:00:00.000Z');
    expect(await end('password-link')).toBe('2026-06-15T13:00:00.000Z');
    expect(await end('sign-in-link')).toBe('2026-06-15T08:20:00.000Z');
    expect(await end('own-address-link')).toBe('2026-06-17T08:00:00.000Z');
    expect(await end('address-link')).toBe('2026-06-22T08:00:00.000Z');
    const tracking = await trackingLinkEnd(database.db('intake'), now(), { poId: po.id });
    expect(tracking.toISOString()).toBe('2026-07-25T08:00:00.000Z');
  });

  test('a question asked after the change is reminded of and closed by the new days', async () => {
    await choose('correction-reminders', '1');
    await choose('correction-lapse', '2');
    const secretariat = await build.staff();
    const rig = requestRig(database, secretariat, now);
    const po = await build.po();
    const type = requestType('removal');
    const requestId = await rig.submit('removal', type.form.parse(type.samples[0]?.values), po.id);
    await askCorrection(rig.office(), { requestId, version: 1, questions: [{ field: null, message: 'Qui ?' }] });
    const urls = { intakeUrl: 'http://f.example', extranetUrl: 'http://e.example', backofficeUrl: 'http://o.example' };
    await runDue({ ...workContext(database), now }, createHandlers(urls), now());
    const planned = await database.sql('admin')`
      select next_at from outbox where kind = 'correction-clock' and ref like '%/%' order by next_at`;
    expect(planned.map(({ next_at }) => new Date(next_at).toISOString())).toEqual([
      '2026-06-16T08:00:00.000Z',
      '2026-06-17T08:00:00.000Z',
    ]);
  });

  test('mails end as was chosen, and so do the pages of people who are not known', async () => {
    await choose('mail-signature', 'À bientôt.\nVotre secrétariat');
    await choose('form-welcome', 'Bienvenue au guichet.');
    const mailId = randomUUID();
    await database.sql('migrator')`
      insert into mail (id, kind, cause_key, to_address, message_id)
      values (${mailId}, 'password-changed', ${mailId}, 'a@membres.example', ${mailId})`;
    const render = mailRenderer({ intakeUrl: 'http://f', extranetUrl: 'http://e', backofficeUrl: 'http://o' });
    const written = await database.db('worker').transaction(async (db) => {
      const row = { id: mailId, kind: 'password-changed', toAddress: 'a@membres.example', toName: '', params: {} };
      const ctx = { ...testContext(database.db('worker'), SYSTEM_ACTOR), db, tokenKeys: TEST_TOKEN_KEYS };
      return render(ctx as unknown as Parameters<typeof render>[0], row as unknown as Parameters<typeof render>[1]);
    });
    expect(written.text).toContain('À bientôt.\nVotre secrétariat');
    expect(written.html).toContain('À bientôt.\nVotre secrétariat');
    const texts = createPublicTextReader(database.db('intake'), ['form-welcome', 'form-footer']);
    expect(await texts()).toEqual({ 'form-welcome': 'Bienvenue au guichet.', 'form-footer': '' });
  });

  test('is shown before it is chosen', async () => {
    const preview = (key: string, typed: string | null) =>
      previewSetting(database.db('backoffice'), administrator.regionId, { key, typed }, { given: {}, now: now() });
    expect(await preview('form-welcome', 'Bonjour !')).toMatchObject({
      problem: null,
      shown: [{ text: expect.stringContaining('Bonjour !') }],
    });
    expect((await preview('mail-signature', 'Bien à vous.')).shown[0]?.text).toContain('Bien à vous.');
    expect((await preview('correction-lapse', '20')).shown[0]?.text).toContain('classée sans suite le');
    expect((await preview('correction-lapse', '6')).problem).toContain('Le dernier rappel partirait');
    expect((await preview('retention-mails', '1')).shown[0]?.text).toContain('échu');
    expect((await preview('age-slow', 'x')).problem).toContain('nombre entier');
    expect((await preview('secretariat-name', null)).problem).toBeNull();
  });
});

// Last: a second secretariat is there from here on.
test('what is chosen of one secretariat is nothing to another', async () => {
  const [elsewhere] = await database
    .db('migrator')
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  const other = await build.staff({ role: 'administrator', regionId: elsewhere?.id ?? '' });
  await choose('undo-delay', '99', {}, other);
  expect(await inForce()).toMatchObject({ 'undo-delay': 10 });
  await choose('retention-mails', '24', {}, other);
  await choose('retention-mails', '3');
  // One base for all: what one of them still needs stays.
  expect(await loadRetentionPeriods(database.db('worker'))).toMatchObject({ mails: 24, tasks: 12 });
});
