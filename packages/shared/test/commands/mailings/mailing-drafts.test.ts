import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context, StaffActor } from '../../../src/commands/context.ts';
import { createMailing } from '../../../src/commands/mailings/create-mailing.ts';
import { discardMailing } from '../../../src/commands/mailings/discard-mailing.ts';
import { saveMailing } from '../../../src/commands/mailings/save-mailing.ts';
import type { MailingBody } from '../../../src/contracts/mailing-body.ts';
import { region } from '../../../src/db/tables/region.ts';
import { getMailing } from '../../../src/reads/mailings/get-mailing.ts';
import { listMailings } from '../../../src/reads/mailings/list-mailings.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder } from '../../../src/testing/register-builder.ts';
import { requestRig } from '../../../src/testing/request-rig.ts';

let database: TestDatabase;
let staff: StaffActor;
let office: Context;
let reader: Context;
let elsewhere: Context;
let now = new Date('2026-11-24T09:00:00Z');

const BODY: MailingBody = {
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Bonjour.' }] }],
};

beforeAll(async () => {
  database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  office = requestRig(database, staff, () => now).office();
  reader = { ...office, actor: { ...staff, role: 'reader' } };
  const [other] = await database
    .db('migrator')
    .insert(region)
    .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
    .returning();
  elsewhere = { ...office, actor: await build.staff({ regionId: other?.id ?? '' }) };
});
afterAll(() => database.close());

const read = (id: string) =>
  getMailing(office.db, { id, regionId: staff.regionId, limits: { fileMegabytes: 5, mailingMegabytes: 10 } });
const listed = async (list: 'open' | 'gone' | 'discarded') =>
  (await listMailings(office.db, { regionId: staff.regionId, list, after: null })).mailings.map(({ id }) => id);
const acts = async (id: string) => {
  const rows = await database.sql('admin')`
    select action from audit_entry where subject_type = 'mailing' and subject_id = ${id} order by id`;
  return rows.map(({ action }) => action);
};
const opened = async () => (await createMailing(office, { id: randomUUID() })).id;

describe('a draft', () => {
  test('is opened once, whoever sends it twice, and is listed', async () => {
    const id = await opened();
    await expect(createMailing(office, { id })).resolves.toEqual({ id });
    await expect(createMailing(elsewhere, { id })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(createMailing(reader, { id: randomUUID() })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listed('open')).toContain(id);
    expect(await acts(id)).toEqual(['create-mailing']);
  });

  test('is saved on its version, and one sitting is one entry of the journal', async () => {
    const id = await opened();
    const first = await saveMailing(office, { id, version: 1, changes: { subject: '  Vos  comptes ' } });
    expect(first.version).toBe(2);
    now = new Date(now.getTime() + 60_000);
    await saveMailing(office, { id, version: 2, changes: { body: BODY, textPart: 'Bonjour.\r\n\r\n\r\nFin' } });
    expect(await read(id)).toMatchObject({
      subject: 'Vos comptes',
      body: BODY,
      textPart: 'Bonjour.\n\nFin',
      version: 3,
    });
    expect(await acts(id)).toEqual(['create-mailing', 'write-mailing']);
    now = new Date(now.getTime() + 3_600_000);
    await saveMailing(office, { id, version: 3, changes: { kind: 'duty' } });
    expect(await acts(id)).toEqual(['create-mailing', 'write-mailing', 'write-mailing']);
  });

  test('is not overwritten by who was slower: the sentence says who and when', async () => {
    const id = await opened();
    await saveMailing(office, { id, version: 1, changes: { subject: 'Un' } });
    const late = saveMailing(office, { id, version: 1, changes: { subject: 'Deux' } });
    await expect(late).rejects.toMatchObject({ code: 'conflict', userMessage: expect.stringMatching(/à \d\d:\d\d/) });
    expect((await read(id)).subject).toBe('Un');
  });

  test('is nobody else’s: neither another secretariat’s nor a reader’s', async () => {
    const id = await opened();
    const input = { id, version: 1, changes: { subject: 'Pas moi' } };
    await expect(saveMailing(elsewhere, input)).rejects.toMatchObject({ code: 'not-found' });
    await expect(saveMailing(reader, input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(discardMailing(elsewhere, { id, version: 1, discarded: true })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('refuses what no text may hold', async () => {
    const id = await opened();
    const hidden = saveMailing(office, { id, version: 1, changes: { subject: 'Vos\u202ecomptes' } });
    await expect(hidden).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('is thrown away, and taken back as it was', async () => {
    const id = await opened();
    await saveMailing(office, { id, version: 1, changes: { subject: 'À garder' } });
    const { version } = await discardMailing(office, { id, version: 2, discarded: true });
    expect(await listed('discarded')).toContain(id);
    await expect(saveMailing(office, { id, version, changes: { subject: 'Trop tard' } })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(discardMailing(office, { id, version, discarded: true })).rejects.toMatchObject({ code: 'conflict' });
    await discardMailing(office, { id, version, discarded: false });
    expect(await read(id)).toMatchObject({ state: 'draft', subject: 'À garder' });
    expect((await acts(id)).slice(-2)).toEqual(['discard-mailing', 'take-back-mailing-draft']);
  });

  test('is begun as a copy: text and audience, and nothing of what became of the other', async () => {
    const id = await opened();
    const criteria = { ...(await read(id)).criteria, roles: ['treasurer' as const] };
    await saveMailing(office, { id, version: 1, changes: { subject: 'Modèle', body: BODY, criteria } });
    await discardMailing(office, { id, version: 2, discarded: true });
    const copy = await createMailing(office, { id: randomUUID(), copyOf: id });
    expect(await read(copy.id)).toMatchObject({ subject: 'Modèle', body: BODY, criteria, state: 'draft', version: 1 });
    await expect(createMailing(elsewhere, { id: randomUUID(), copyOf: id })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
