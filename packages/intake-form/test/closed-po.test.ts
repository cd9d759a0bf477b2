import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { po } from '@guichet/shared/db/tables/po';
import { eq } from 'drizzle-orm';
import type { Express } from 'express';
import {
  createTestIntake,
  newVisitor,
  pathOf,
  send,
  startTestRegister,
  storedEnvoi,
  wordsOf,
  writeEnvoi,
} from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;
let app: Express;

beforeAll(async () => {
  register = await startTestRegister();
  app = createTestIntake(register.database);
});
afterAll(() => register.database.close());

const REMOVAL = {
  ...{ lastName: 'Modèle', firstName: 'Paul', birthDate: { day: '4', month: '5', year: '1971' } },
  ...{ endDate: { day: '30', month: '6', year: '2026' }, reason: 'resignation' },
};

/** An envoi that only has to be sent, of a PO that then ends. */
async function envoiOfEnded(end: { closedOn: string; mergedInto?: string }) {
  const made = await register.build.po({ name: 'PO de l’Éphémère' });
  const visitor = newVisitor(app);
  const envoi = await writeEnvoi(visitor, { type: 'removal', poId: made.id, values: REMOVAL });
  await register.database.db('migrator').update(po).set(end).where(eq(po.id, made.id));
  return { visitor, envoi };
}

test('an envoi about a PO that was merged meanwhile leads to the one that goes on, with what was typed', async () => {
  const last = await register.build.po({ name: 'PO de la Suite' });
  const between = await register.build.po({ name: 'PO du Milieu', closedOn: '2026-01-31', mergedInto: last.id });
  const { visitor, envoi } = await envoiOfEnded({ closedOn: '2025-12-31', mergedInto: between.id });
  const refused = await send(visitor, envoi);
  expect(pathOf(refused)).toBe(`${envoi}/po`);
  expect(await storedEnvoi(register.database, envoi)).toEqual([]);
  const page = await visitor.get(`${envoi}/po`);
  expect(wordsOf(page)).toContain('PO de l’Éphémère n’existe plus depuis le 1er janvier 2026');
  expect(wordsOf(page)).toContain('fusionné dans « PO de la Suite »');
  expect(wordsOf(page)).not.toContain('Garder ce PO');
  expect(pathOf(await visitor.get(`${envoi}/relire`))).toBe(`${envoi}/po`);
  await visitor.post(`${envoi}/po`, { po: last.id });
  expect(pathOf(await send(visitor, envoi))).toMatch(/^\/merci\//);
});

test('one about a PO that is closed says so, and asks for another', async () => {
  const { visitor, envoi } = await envoiOfEnded({ closedOn: '2025-12-31' });
  expect(pathOf(await send(visitor, envoi))).toBe(`${envoi}/po`);
  expect(wordsOf(await visitor.get(`${envoi}/po`))).toContain('Ce PO est fermé');
});

test('one about a PO that closes only later goes on', async () => {
  const { visitor, envoi } = await envoiOfEnded({ closedOn: '2999-12-31' });
  expect(pathOf(await send(visitor, envoi))).toMatch(/^\/merci\//);
});
