import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StaffActor } from '../../src/commands/context.ts';
import { changeResource } from '../../src/commands/resources/change-resource.ts';
import { createResource } from '../../src/commands/resources/create-resource.ts';
import { checkResourceFile } from '../../src/commands/resources/file/check-resource-file.ts';
import { sweepResources } from '../../src/commands/resources/sweep-resources.ts';
import { uploadResourceFile } from '../../src/commands/resources/upload-resource-file.ts';
import { kindOfName, RESOURCE_FILES, sayBytes } from '../../src/domain/resource-files.ts';
import { InvalidInputError } from '../../src/errors/errors.ts';
import { readFileBytes } from '../../src/reads/resources/read-file-bytes.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { buildZip } from '../../src/testing/zip-builder.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n');
const PNG = Buffer.from('\x89PNG\r\n\x1a\n....IEND\xaeB`\x82', 'latin1');
const JPEG = Buffer.from('\xff\xd8\xff\xe0....\xff\xd9', 'latin1');
const office = (part: string, more: string[] = []) =>
  buildZip(['[Content_Types].xml', part, ...more].map((name) => ({ name, data: '<x/>' })));
const open = (type: string) => buildZip([{ name: 'mimetype', data: `application/vnd.oasis.opendocument.${type}` }]);

describe('what a file is', () => {
  test.each<[string, Buffer]>([
    ['statuts.pdf', PDF],
    ['Statuts.PDF', PDF],
    ['lettre.docx', office('word/document.xml')],
    ['budget.xlsx', office('xl/workbook.xml')],
    ['assemblée.pptx', office('ppt/presentation.xml')],
    ['lettre.odt', open('text')],
    ['budget.ods', open('spreadsheet')],
    ['exposé.odp', open('presentation')],
    ['plan.png', PNG],
    ['photo.jpg', JPEG],
    ['photo.jpeg', JPEG],
    ['lisez-moi.txt', Buffer.from('Bonjour à tous, été comme hiver.\n')],
    ['vieux.txt', Buffer.from('Bonjour \xe0 tous', 'latin1')],
    ['liste.csv', Buffer.from('nom;rôle\r\nExemple;trésorier\r\n')],
  ])('is said by name and content together: %s', async (name, bytes) => {
    expect(await checkResourceFile(name, bytes)).toEqual({ name, kind: kindOfName(name, RESOURCE_FILES) });
  });

  test('leaves the folders out that a browser sends along', async () => {
    expect((await checkResourceFile('C:\\fakepath\\statuts.pdf', PDF)).name).toBe('statuts.pdf');
    expect((await checkResourceFile('../../etc/statuts.pdf', PDF)).name).toBe('statuts.pdf');
  });

  test.each<[string, string, Buffer, string]>([
    ['a program', 'facture.exe', Buffer.from('MZ\0\0'), 'name'],
    ['a program behind another ending', 'facture.pdf.exe', PDF, 'name'],
    ['a program under the name of a document', 'facture.pdf', Buffer.from('MZ\0\0'), 'unknown'],
    ['a page of the web', 'page.html', Buffer.from('<!doctype html><script>alert(1)</script>'), 'name'],
    ['a page of the web as text', 'page.txt', Buffer.from(' <!DOCTYPE html><p>'), 'unknown'],
    ['a drawing with scripts', 'plan.svg', Buffer.from('<svg onload="alert(1)"/>'), 'name'],
    ['a drawing as a picture', 'plan.png', Buffer.from('<svg onload="alert(1)"/>'), 'unknown'],
    ['a program for a shell as text', 'notes.txt', Buffer.from('#!/bin/sh\n'), 'unknown'],
    ['another kind than its name says', 'budget.xlsx', office('word/document.xml'), 'mismatch'],
    ['text under the name of a document', 'statuts.pdf', Buffer.from('Bonjour'), 'mismatch'],
    ['a document with macros', 'budget.xlsx', office('xl/workbook.xml', ['xl/vbaProject.bin']), 'macros'],
    ['a name for macros', 'budget.xlsm', office('xl/workbook.xml'), 'name'],
    ['an archive', 'tout.zip', buildZip([{ name: 'a.txt', data: 'a' }]), 'name'],
    ['an archive under the name of a document', 'a.docx', buildZip([{ name: 'a.txt', data: 'a' }]), 'unknown'],
    ['a document of long ago', 'lettre.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'name'],
    ['a document with a password', 'lettre.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old'],
    [
      'an archive with a password',
      'lettre.docx',
      buildZip([{ name: '[Content_Types].xml', data: '<x/>', encrypted: true }]),
      'encrypted',
    ],
    ['half a document', 'lettre.docx', office('word/document.xml').subarray(0, 40), 'broken'],
    ['half a PDF', 'statuts.pdf', PDF.subarray(0, 20), 'broken'],
    ['half a picture', 'plan.png', PNG.subarray(0, 10), 'broken'],
    ['nothing', 'statuts.pdf', Buffer.alloc(0), 'empty'],
    ['no name', '', PDF, 'name'],
    ['a name that begins with its ending', '.pdf', PDF, 'name'],
    ['a name that is written backwards', 'facture\u202efdp.pdf', PDF, 'name'],
    ['a name without end', `${'a'.repeat(120)}.pdf`, PDF, 'name'],
  ])('is refused with a sentence at the file: %s', async (_, name, bytes, refusal) => {
    const refused = checkResourceFile(name, bytes);
    await expect(refused).rejects.toBeInstanceOf(InvalidInputError);
    await expect(refused).rejects.toMatchObject({ issues: [{ path: 'file' }], details: { refusal } });
    await refused.catch(({ userMessage }) => expect(userMessage).toMatch(/^[A-ZÀÉ].*\.$/));
  });

  test('is told with its size in words', () => {
    expect([1, 812, 34_400, 999_600, 1_200_000, 20_000_000].map(sayBytes)).toEqual([
      ...['1 octet', '812 octets', '34\u00a0ko', '1\u00a0Mo', '1,2\u00a0Mo', '20\u00a0Mo'],
    ]);
  });
});

describe('a file of a resource', () => {
  let database: TestDatabase;
  let ada: StaffActor;
  beforeAll(async () => {
    database = await createTestDatabase();
    ada = await registerBuilder(database.db('migrator')).staff({ role: 'administrator' });
  });
  afterAll(() => database.close());

  const ctx = (now?: Date) => ({ ...testContext(database.db('backoffice'), ada), ...(now ? { now: () => now } : {}) });
  const written = (fileId: string | null) => ({
    ...{ title: 'Statuts', description: 'Modèle.', url: null, fileId, administrators: false, roles: null },
    ...{ poIds: [], shownFrom: null, shownTo: null },
  });
  const upload = (bytes = PDF, id: string = randomUUID()) =>
    uploadResourceFile(ctx(), { id, fileName: 'statuts.pdf', bytes });
  const files = async () => (await database.sql('migrator')`select id from resource_file`).map(({ id }) => id);
  async function read(id: string, start: number, end: number): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of readFileBytes(database.db('extranet'), id, { start, end })) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  test('is cut in pieces and read back, whole and from anywhere to anywhere', async () => {
    const bytes = Buffer.concat([PDF, randomBytes(700_000), Buffer.from('%%EOF')]);
    const { id } = await upload(bytes);
    const [{ pieces } = {}] = await database.sql('migrator')`
      select count(*)::int as pieces from resource_chunk where file_id = ${id}`;
    expect(pieces).toBe(3);
    expect((await read(id, 0, bytes.length - 1)).equals(bytes)).toBe(true);
    const edge = 256 * 1024;
    for (const [start, end] of [
      [0, 0],
      [edge - 1, edge],
      [edge, edge],
      [5, 600_000],
      [bytes.length - 1, bytes.length - 1],
    ]) {
      expect((await read(id, start ?? 0, end ?? 0)).equals(bytes.subarray(start, (end ?? 0) + 1))).toBe(true);
    }
  });

  test('sent twice is one, and another file under its id is refused', async () => {
    const { id } = await upload();
    expect((await upload(PDF, id)).id).toBe(id);
    await expect(upload(Buffer.concat([PDF, PDF]), id)).rejects.toThrow(InvalidInputError);
    const acts = await database.sql('migrator')`select from audit_entry where subject_id = ${id}`;
    expect(acts).toHaveLength(1);
  });

  test('stays while its resource holds it, and goes a day after it was left, a month after it was replaced', async () => {
    const [left, first, second] = [await upload(), await upload(), await upload()];
    const day = 24 * 3_600_000;
    const { id } = await createResource(ctx(), written(first.id));
    // Held by one resource, it is nobody else's.
    await expect(createResource(ctx(), written(first.id))).rejects.toMatchObject({ issues: [{ path: 'fileId' }] });
    await changeResource(ctx(), { id, version: 1, ...written(second.id) });
    const worker = database.db('worker');
    await sweepResources(worker, new Date(Date.now() + 0.9 * day));
    expect(await files()).toEqual(expect.arrayContaining([left.id, first.id, second.id]));
    await sweepResources(worker, new Date(Date.now() + 1.1 * day));
    expect(await files()).toEqual(expect.arrayContaining([first.id, second.id]));
    expect(await files()).not.toContain(left.id);
    await sweepResources(worker, new Date(Date.now() + 31 * day));
    expect(await files()).toEqual([second.id]);
    const [{ pieces } = {}] = await database.sql('migrator')`
      select count(distinct file_id)::int as pieces from resource_chunk`;
    expect(pieces).toBe(1);
    await expect(read(first.id, 0, 3)).rejects.toThrow(/No byte 0/);
  });

  test('that went before it was saved is asked for again', async () => {
    const { id } = await upload();
    await database.sql('migrator')`update resource_file set expires_at = now() - interval '1 second' where id = ${id}`;
    await expect(createResource(ctx(), written(id))).rejects.toMatchObject({ issues: [{ path: 'fileId' }] });
  });
});
