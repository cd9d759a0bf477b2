import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { StaffActor } from '../../src/commands/context.ts';
import { addNote } from '../../src/commands/notes/add-note.ts';
import { note } from '../../src/db/tables/note.ts';
import { region } from '../../src/db/tables/region.ts';
import { requestType } from '../../src/request-types/registry.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder } from '../../src/testing/register-builder.ts';
import { requestRig } from '../../src/testing/request-rig.ts';

let database: TestDatabase;
let build: ReturnType<typeof registerBuilder>;
let rig: ReturnType<typeof requestRig>;
let magali: StaffActor;
let requestId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  build = registerBuilder(database.db('migrator'));
  rig = requestRig(database, await build.staff(), () => new Date());
  magali = await build.staff({ name: 'Magali Collègue' });
  const type = requestType('new-member');
  const payload = type.form.parse(type.samples[0]?.values);
  requestId = await rig.submit('new-member', payload, (await build.po()).id);
});
afterAll(() => database.close());

const notesOf = () => database.db('migrator').select().from(note).where(eq(note.requestId, requestId));

describe('a note', () => {
  test('is kept with its author and the colleagues whom it names, and audited without its words', async () => {
    const words = '@Magali Collègue : à vérifier, @Dominique aussi.';
    const { id, mentions } = await addNote(rig.office(), { requestId, words });
    expect(mentions).toEqual([magali.id]);
    expect(await notesOf()).toMatchObject([{ id, body: words, mentions: [magali.id] }]);
    const [audited] = await database.sql('admin')`
      select v.after from audit_entry e join audit_value v on v.entry_id = e.id where e.action = 'add-note'`;
    expect(audited?.after).toEqual({ noteId: id, mentions: [magali.id] });
  });

  test('sent twice is one note', async () => {
    const id = randomUUID();
    await addNote(rig.office(magali), { id, requestId, words: 'Une fois' });
    await addNote(rig.office(magali), { id, requestId, words: 'Une fois' });
    expect((await notesOf()).filter((row) => row.id === id)).toHaveLength(1);
  });

  test('needs words that can be read', async () => {
    const empty = addNote(rig.office(), { requestId, words: ' \n ' });
    await expect(empty).rejects.toMatchObject({ code: 'invalid-input', userMessage: 'Écrivez votre note.' });
    const unreadable = addNote(rig.office(), { requestId, words: 'a\u0000b' });
    await expect(unreadable).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('is not for readers, nor for another secretariat', async () => {
    const reader = await build.staff({ role: 'reader' });
    await expect(addNote(rig.office(reader), { requestId, words: 'Non' })).rejects.toMatchObject({ code: 'forbidden' });
    const [elsewhere] = await database
      .db('migrator')
      .insert(region)
      .values({ code: 'ailleurs', name: 'Ailleurs', email: 'secretariat@ailleurs.example' })
      .returning();
    const stranger = await build.staff({ regionId: elsewhere?.id ?? '' });
    await expect(addNote(rig.office(stranger), { requestId, words: 'Non' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
