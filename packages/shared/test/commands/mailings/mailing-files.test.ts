import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context, StaffActor } from '../../../src/commands/context.ts';
import {
  archiveMailingTemplate,
  changeMailingTemplate,
} from '../../../src/commands/mailings/change-mailing-template.ts';
import { createMailing } from '../../../src/commands/mailings/create-mailing.ts';
import { createMailingTemplate } from '../../../src/commands/mailings/create-mailing-template.ts';
import { saveMailing } from '../../../src/commands/mailings/save-mailing.ts';
import { sweepMailingFiles } from '../../../src/commands/mailings/sweep-mailing-files.ts';
import { uploadMailingFile } from '../../../src/commands/mailings/upload-mailing-file.ts';
import type { MailingBody } from '../../../src/contracts/mailing-body.ts';
import { loadMailingContent } from '../../../src/reads/mailings/load-mailing-content.ts';
import { getMailing } from '../../../src/reads/mailings/get-mailing.ts';
import { listMailingTemplates } from '../../../src/reads/mailings/list-mailing-templates.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing/database.ts';
import { registerBuilder } from '../../../src/testing/register-builder.ts';
import { requestRig } from '../../../src/testing/request-rig.ts';

let database: TestDatabase;
let staff: StaffActor;
let office: Context;
let reader: Context;
let now = new Date('2026-11-24T09:00:00Z');

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

beforeAll(async () => {
  database = await createTestDatabase();
  staff = await registerBuilder(database.db('migrator')).staff();
  office = requestRig(database, staff, () => now).office();
  reader = { ...office, actor: { ...staff, role: 'reader' } };
});
afterAll(() => database.close());

const limits = { fileMegabytes: 5, mailingMegabytes: 10 };
const read = (id: string) => getMailing(office.db, { id, regionId: staff.regionId, limits });
const bring = (fileName: string, bytes: Buffer, image = true) =>
  uploadMailingFile(office, { id: randomUUID(), fileName, image, bytes });
const showing = (fileId: string): MailingBody => ({
  type: 'doc',
  content: [{ type: 'image', attrs: { fileId, alt: 'Un point', decorative: false } }],
});
const filesLeft = async () => {
  const rows = await database.sql('admin')`select id from mailing_file`;
  return rows.map(({ id }) => id);
};

describe('a file of a mailing', () => {
  test('is looked at by name and by content, and sent twice is one', async () => {
    const id = randomUUID();
    const file = { id, fileName: 'plan.png', image: true, bytes: PNG };
    expect(await uploadMailingFile(office, file)).toEqual({ id, name: 'plan.png', kind: 'png', bytes: PNG.length });
    expect(await uploadMailingFile(office, file)).toMatchObject({ id });
    await expect(uploadMailingFile(office, { ...file, bytes: GIF, fileName: 'a.gif' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(uploadMailingFile(reader, file)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(bring('plan.png', GIF)).rejects.toMatchObject({ userMessage: expect.stringContaining('autre chose') });
    await expect(bring('note.txt', Buffer.from('Une note.'))).rejects.toMatchObject({
      userMessage: expect.stringContaining('image PNG'),
    });
    expect(await bring('note.txt', Buffer.from('Une note.'), false)).toMatchObject({ kind: 'txt' });
    await expect(bring('page.png', Buffer.from('<svg onload="x"/>'))).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('is held by the text that shows it, and goes some days after nothing does', async () => {
    const [shown, beside, loose] = await Promise.all([
      bring('a.png', PNG),
      bring('b.gif', GIF, false),
      bring('c.gif', GIF),
    ]);
    const { id } = await createMailing(office, { id: randomUUID() });
    await saveMailing(office, { id, version: 1, changes: { body: showing(shown.id), attachments: [beside.id] } });
    expect(await read(id)).toMatchObject({ images: [shown], attachments: [beside] });
    const content = await loadMailingContent(office.db, id);
    expect(content.files.map(({ name, attached }) => [name, attached])).toEqual([
      ['a.png', false],
      ['b.gif', true],
    ]);
    expect(content.files[0]?.content.equals(PNG)).toBe(true);
    now = new Date(now.getTime() + 8 * 86_400_000);
    await sweepMailingFiles(database.db('worker'), now);
    expect(await filesLeft()).toEqual(expect.arrayContaining([shown.id, beside.id]));
    expect(await filesLeft()).not.toContain(loose.id);
    await saveMailing(office, { id, version: 2, changes: { body: { type: 'doc', content: [] }, attachments: [] } });
    await sweepMailingFiles(database.db('worker'), now);
    expect(await filesLeft()).toContain(shown.id);
    await sweepMailingFiles(database.db('worker'), new Date(now.getTime() + 8 * 86_400_000));
    expect(await filesLeft()).not.toContain(shown.id);
    await expect(saveMailing(office, { id, version: 3, changes: { body: showing(shown.id) } })).rejects.toMatchObject({
      code: 'invalid-input',
      userMessage: expect.stringContaining('n’est plus là'),
    });
  });
});

describe('a template', () => {
  const names = async () =>
    (await listMailingTemplates(office.db, staff.regionId)).flatMap(({ name, archived }) => (archived ? [] : [name]));

  test('keeps a text with its files, begins mailings, is renamed and put away', async () => {
    const image = await bring('d.png', PNG);
    const mailing = (await createMailing(office, { id: randomUUID() })).id;
    await saveMailing(office, { id: mailing, version: 1, changes: { subject: 'Comptes', body: showing(image.id) } });
    const input = { id: randomUUID(), name: '  Comptes  annuels ', mailing };
    await createMailingTemplate(office, input);
    await expect(createMailingTemplate(office, input)).resolves.toEqual({ id: input.id });
    await expect(createMailingTemplate(office, { ...input, id: randomUUID() })).rejects.toMatchObject({
      userMessage: 'Un modèle s’appelle déjà « Comptes annuels ».',
    });
    await expect(createMailingTemplate(reader, input)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await names()).toEqual(['Comptes annuels']);
    const begun = await createMailing(office, { id: randomUUID(), template: input.id });
    expect(await read(begun.id)).toMatchObject({ subject: 'Comptes', body: showing(image.id), images: [image] });
    await saveMailing(office, { id: mailing, version: 2, changes: { subject: 'Comptes 2027' } });
    await changeMailingTemplate(office, { id: input.id, version: 1, name: 'Comptes', mailing });
    await expect(changeMailingTemplate(office, { id: input.id, version: 1, name: 'Autre' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(changeMailingTemplate(reader, { id: input.id, version: 2, name: 'A' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await listMailingTemplates(office.db, staff.regionId)).toMatchObject([
      { name: 'Comptes', subject: 'Comptes 2027' },
    ]);
    const archive = (ctx: Context, version: number, archived: boolean) =>
      archiveMailingTemplate(ctx, { id: input.id, version, archived });
    await expect(archive(reader, 2, true)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(archive(office, 2, false)).rejects.toMatchObject({ code: 'conflict' });
    await archive(office, 2, true);
    await expect(archive(office, 3, true)).rejects.toMatchObject({ code: 'conflict' });
    await expect(changeMailingTemplate(office, { id: input.id, version: 3, name: 'A' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await names()).toEqual([]);
    await expect(createMailing(office, { id: randomUUID(), template: input.id })).rejects.toMatchObject({
      code: 'not-found',
    });
    const rival = { id: randomUUID(), name: 'comptes', mailing };
    await createMailingTemplate(office, rival);
    await expect(archive(office, 3, false)).rejects.toMatchObject({ code: 'invalid-input' });
    await archiveMailingTemplate(office, { id: rival.id, version: 1, archived: true });
    await archive(office, 3, false);
    expect(await names()).toEqual(['Comptes']);
    const again = await createMailing(office, { id: randomUUID(), template: input.id });
    expect(await read(again.id)).toMatchObject({ subject: 'Comptes 2027', images: [image] });
    const audited = await database.sql('admin')`
      select action from audit_entry where subject_type = 'mailing-template' and subject_id = ${input.id} order by id`;
    expect(audited.map(({ action }) => action)).toEqual([
      ...['create-mailing-template', 'change-mailing-template', 'archive-mailing-template', 'restore-mailing-template'],
    ]);
  });
});
