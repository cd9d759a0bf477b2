import type { FormBody } from '@guichet/shared/http/form-fields';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import {
  createTestIntake,
  hiddenIn,
  newVisitor,
  pathOf,
  SUBMITTER,
  send,
  startTestRegister,
  storedEnvoi,
  type Visitor,
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

const leaves = (firstName: string): FormBody => ({
  firstName,
  lastName: 'Exemple',
  endDate: { day: '31', month: '8', year: '2026' },
  reason: 'resignation',
});
const moves: FormBody = { firstName: 'Anne', lastName: 'Modèle', phone: '081 22 33 44' };
const begin = async (visitor: Visitor): Promise<string> => {
  const envoi = await visitor.start('removal', register.po.id);
  await visitor.post(`${envoi}/demandes/1`, leaves('Paul'));
  return envoi;
};
const add = (visitor: Visitor, envoi: string, type: string, values: FormBody) =>
  visitor.post(`${envoi}/demandes/nouvelle/${type}`, values);
const list = async (visitor: Visitor, envoi: string) => wordsOf(await visitor.get(`${envoi}/demandes`));

describe('one envoi with several changes', () => {
  test('lists each in a sentence, leaves as one, and is decided one by one', async () => {
    const visitor = newVisitor(app);
    const envoi = await begin(visitor);
    expect(await list(visitor, envoi)).toMatch(/Votre envoi contient une demande.*Paul Exemple quitte le PO le 31/);
    const choose = await visitor.get(`${envoi}/demandes/nouvelle`);
    expect(choose.text).toContain(`href="${envoi}/demandes/nouvelle/member-change"`);
    expect(pathOf(await add(visitor, envoi, 'member-change', moves))).toBe(`${envoi}/demandes`);
    await add(visitor, envoi, 'removal', leaves('Luc'));
    expect(await list(visitor, envoi)).toMatch(
      /Votre envoi contient 3 demandes.*Paul Exemple.*Anne Modèle.*Luc Exemple/,
    );

    await visitor.post(`${envoi}/vous`, SUBMITTER);
    expect(wordsOf(await visitor.get(`${envoi}/relire`))).toMatch(/Relisez vos 3 demandes.*Envoyer les 3 demandes/);
    expect((await send(visitor, envoi)).status).toBe(303);
    const stored = await storedEnvoi(register.database, envoi);
    expect(stored.map(({ subject }) => subject).sort()).toEqual(['Anne Modèle', 'Luc Exemple', 'Paul Exemple']);
    expect(new Set(stored.map(({ reference }) => reference)).size).toBe(1);
    expect(stored[0]).toMatchObject({ acknowledgements: 1 });
  });

  test('each can be changed, and removed after a question', async () => {
    const visitor = newVisitor(app);
    const envoi = await begin(visitor);
    await add(visitor, envoi, 'removal', leaves('Luc'));
    expect(pathOf(await visitor.post(`${envoi}/demandes/2`, leaves('Lucie')))).toBe(`${envoi}/demandes`);
    const question = await visitor.get(`${envoi}/demandes/1/retirer`);
    expect(wordsOf(question)).toContain('Retirer cette demande ?');
    expect(await list(visitor, envoi)).toContain('Paul');
    const hidden = hiddenIn(question.text);
    const pressed = [1, 2].map(() => visitor.post(`${envoi}/demandes/1/retirer`, hidden));
    expect((await Promise.all(pressed)).map(pathOf)).toEqual([`${envoi}/demandes`, `${envoi}/demandes`]);
    expect(await list(visitor, envoi)).toMatch(/une demande.*Lucie Exemple/);
    expect(await list(visitor, envoi)).not.toContain('Paul');
    // The last one goes too; then there is nothing to send.
    await visitor.post(`${envoi}/demandes/1/retirer`);
    expect(await list(visitor, envoi)).toContain('Votre envoi est vide');
    expect(pathOf(await visitor.get(`${envoi}/vous`))).toMatch(new RegExp(`^${envoi}/demandes`));
  });

  test('a request that was removed in another tab is not overwritten, nor another one in its place', async () => {
    const visitor = newVisitor(app);
    const envoi = await begin(visitor);
    await add(visitor, envoi, 'removal', leaves('Luc'));
    const former = hiddenIn((await visitor.get(`${envoi}/demandes/1`)).text);
    await visitor.post(`${envoi}/demandes/1/retirer`);
    const told = await visitor.post(`${envoi}/demandes/1`, { ...leaves('Pauline'), ...former });
    expect(told.status).toBe(409);
    expect(wordsOf(told)).toMatch(/ont changé dans un autre onglet.*celle-ci n’en fait pas partie/);
    expect(told.text).toContain('value="Pauline"');
    expect(await list(visitor, envoi)).not.toContain('Pauline');
    await visitor.post(`${envoi}/demandes/1`, { ...leaves('Pauline'), ...hiddenIn(told.text) });
    expect(await list(visitor, envoi)).toMatch(/2 demandes.*Luc.*Pauline/);
  });

  test('nothing is removed by a page that is older than the envoi', async () => {
    const visitor = newVisitor(app);
    const envoi = await begin(visitor);
    const former = hiddenIn((await visitor.get(`${envoi}/demandes/1/retirer`)).text);
    await add(visitor, envoi, 'removal', leaves('Luc'));
    const told = await visitor.post(`${envoi}/demandes/1/retirer`, former);
    expect(told.status).toBe(409);
    expect(wordsOf(told)).toMatch(/Rien n’a été retiré.*2 demandes/);
  });

  test('going back from an empty page adds nothing; what was typed, even wrong, is kept', async () => {
    const visitor = newVisitor(app);
    const envoi = await begin(visitor);
    await add(visitor, envoi, 'po-change', { _op: 'back' });
    expect(await list(visitor, envoi)).toContain('une demande');
    await add(visitor, envoi, 'removal', { firstName: 'Luc', _op: 'back' });
    expect(await list(visitor, envoi)).toMatch(/2 demandes.*à compléter/);
    expect(pathOf(await visitor.get(`${envoi}/vous`))).toBe(`${envoi}/demandes/2?completer`);
    expect((await visitor.get(`${envoi}/demandes/2`)).text).toContain('value="Luc"');
  });

  test('takes twenty, and says so', async () => {
    const visitor = newVisitor(app);
    const envoi = await begin(visitor);
    const page = hiddenIn((await visitor.get(`${envoi}/demandes/nouvelle/removal`)).text);
    for (let n = 2; n <= 20; n += 1) await add(visitor, envoi, 'removal', leaves(`Luc${'e'.repeat(n)}`));
    expect(await list(visitor, envoi)).toContain('Un envoi compte 20 demandes au plus');
    expect(pathOf(await visitor.get(`${envoi}/demandes/nouvelle`))).toBe(`${envoi}/demandes`);
    const late = { ...leaves('Trop'), request: page.request ?? '', type: 'removal' };
    const { version = '' } = hiddenIn((await visitor.get(`${envoi}/demandes/1`)).text);
    const refused = await visitor.post(`${envoi}/demandes/nouvelle/removal`, { ...late, version });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused)).toContain('Un envoi compte 20 demandes au plus');
  }, 30_000);
});

describe('before sending', () => {
  test.each([
    [
      'a mandate that ends far from now',
      { endDate: { day: '31', month: '8', year: '2036' } },
      /31 août 2036.*plus d’un an/,
    ],
    ['an end years ago', { endDate: { day: '31', month: '8', year: '2016' } }, /31 août 2016.*plus de deux ans/],
    ['somebody very old', { birthDate: { day: '1', month: '2', year: '1912' } }, /1er février 1912.*aurait 1\d\d ans/],
    [
      'a mandate before the birth',
      { birthDate: { day: '1', month: '2', year: '1990' }, endDate: { day: '1', month: '2', year: '1989' } },
      /avant la naissance/,
    ],
  ])('%s is asked about, and leaves all the same', async (_what, odd, said) => {
    const visitor = newVisitor(app);
    const values = { ...leaves('Paul'), ...odd };
    const envoi = await writeEnvoi(visitor, { type: 'removal', poId: register.po.id, values });
    expect(wordsOf(await visitor.get(`${envoi}/relire`))).toMatch(said);
    expect((await send(visitor, envoi)).status).toBe(303);
  });

  test('ordinary dates are not', async () => {
    const visitor = newVisitor(app);
    const envoi = await writeEnvoi(visitor, { type: 'removal', poId: register.po.id, values: leaves('Paul') });
    expect(wordsOf(await visitor.get(`${envoi}/relire`))).not.toContain('À vérifier');
  });
});
