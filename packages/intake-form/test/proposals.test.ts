import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import {
  createTestIntake,
  newVisitor,
  pathOf,
  SUBMITTER,
  send,
  startTestRegister,
  storedEnvoi,
  wordsOf,
} from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;
let app: Express;
beforeAll(async () => {
  register = await startTestRegister();
  app = createTestIntake(register.database);
});
afterAll(() => register.database.close());

const moves = (email: string, postcode: string, locality: string) => ({
  firstName: 'Anne',
  lastName: 'Modèle',
  email,
  address: { street: 'Rue du Test', number: '1', box: '', postcode, locality, country: 'BE' },
});

describe('what may have been meant', () => {
  test('is said before sending, and hinders nothing', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('member-change', register.po.id);
    await visitor.post(`${envoi}/demandes/1`, moves('anne@gmial.com', '5000', 'Bastogne'));
    await visitor.post(`${envoi}/vous`, { ...SUBMITTER, email: 'claire@skynnet.be' });
    const review = wordsOf(await visitor.get(`${envoi}/relire`));
    expect(review).toMatch(/vous avez écrit anne@gmial.com. Vouliez-vous dire anne@gmail.com/);
    expect(review).toMatch(/5000 est le code postal de Namur, et vous avez écrit Bastogne/);
    expect(review).toMatch(/Vouliez-vous dire claire@skynet.be/);
    expect((await send(visitor, envoi)).status).toBe(303);
    expect(await storedEnvoi(register.database, envoi)).toHaveLength(1);
  });

  test('is not said about what is in order', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('member-change', register.po.id);
    await visitor.post(`${envoi}/demandes/1`, moves('anne@po-exemple.be', '5100', 'Jambes (Namur)'));
    await visitor.post(`${envoi}/vous`, SUBMITTER);
    expect(wordsOf(await visitor.get(`${envoi}/relire`))).not.toContain('À vérifier');
  });

  test('is put in its field by a press, and the page waits', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('member-change', register.po.id);
    const page = `${envoi}/demandes/1`;
    const pressed = await visitor.post(page, {
      ...moves('anne@gmial.com', '5000', ''),
      _take: 'address.locality=Beez',
    });
    expect(pressed.status).toBe(200);
    expect(pressed.text).toContain('value="Beez"');
    expect(pressed.text).toContain('value="email=anne@gmail.com"');
    const forged = await visitor.post(page, { ...moves('a@b.be', '5000', 'Namur'), _take: '__proto__.x=1' });
    expect(forged.status).toBe(200);
    expect(pathOf(await visitor.post(page, moves('a@b.be', '5000', 'Namur')))).toBe(`${envoi}/demandes`);
  });

  test.each([
    ['5000', ['Namur', 'Beez']],
    ['0000', []],
    ['constructor', []],
  ])('the localities of %s', async (postcode, names) => {
    const answer = await newVisitor(app).agent.get(`/localites/${postcode}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(names);
    expect(answer.headers['cache-control']).toContain('public');
  });
});
