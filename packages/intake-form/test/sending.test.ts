import { connectDatabase } from '@guichet/shared/db/client';
import { requestType } from '@guichet/shared/request-types/registry';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import {
  createTestIntake,
  hiddenIn,
  holdDraft,
  movedTo,
  newVisitor,
  pathOf,
  SUBMITTER,
  send,
  startTestRegister,
  storedEnvoi,
  wordsOf,
  writeEnvoi,
} from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;
let app: Express;
let rings = 0;

beforeAll(async () => {
  register = await startTestRegister();
  app = createTestIntake(register.database, { ring: () => void (rings += 1) });
});
afterAll(() => register.database.close());

const values = requestType('removal').samples[0]?.values ?? {};
const write = (visitor: ReturnType<typeof newVisitor>) =>
  writeEnvoi(visitor, { type: 'removal', poId: register.po.id, values });
const receiptOf = (envoi: string) => envoi.replace('/envoi/', '/merci/');

describe('sending', () => {
  test('wakes the worker once it is stored', async () => {
    const visitor = newVisitor(app);
    const before = rings;
    await send(visitor, await write(visitor));
    expect(rings).toBe(before + 1);
  });

  test('twice, or twenty times at once, is one envoi with one reference', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    const page = hiddenIn((await visitor.get(`${envoi}/relire`)).text);
    const answers = await Promise.all(Array.from({ length: 20 }, () => visitor.post(`${envoi}/envoyer`, page)));
    expect(new Set(answers.map(pathOf))).toEqual(new Set([receiptOf(envoi)]));
    expect(await storedEnvoi(register.database, envoi)).toHaveLength(1);
    expect((await storedEnvoi(register.database, envoi))[0]).toMatchObject({ arrivals: 1, acknowledgements: 1 });
  });

  test('again, when the first answer was lost on its way, leads to the same receipt', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    const page = hiddenIn((await visitor.get(`${envoi}/relire`)).text);
    await send(visitor, envoi);
    expect(pathOf(await visitor.get(`${envoi}/relire`))).toBe(receiptOf(envoi));
    expect(pathOf(await visitor.post(`${envoi}/envoyer`, page))).toBe(receiptOf(envoi));
    expect(await storedEnvoi(register.database, envoi)).toHaveLength(1);
  });

  test('again, when the server died before it could let go of the answers, leads to the same receipt', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    const giveBack = await holdDraft(register.database, visitor, envoi);
    await send(visitor, envoi);
    await giveBack();
    expect(pathOf(await send(visitor, envoi))).toBe(receiptOf(envoi));
    expect(await storedEnvoi(register.database, envoi)).toHaveLength(1);
  });

  test('a page with other answers than those that left is refused with words', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    const former = hiddenIn((await visitor.get(`${envoi}/relire`)).text);
    await visitor.post(`${envoi}/vous`, { ...SUBMITTER, function: 'secrétaire' });
    await send(visitor, envoi);
    const again = await visitor.post(`${envoi}/envoyer`, former);
    expect(again.status).toBe(422);
    expect(wordsOf(again)).toContain('Cet envoi est déjà parti');
    expect(again.text).toContain(`href="${receiptOf(envoi)}"`);
    // So are answers that are typed into a page that was still open.
    const late = await visitor.post(`${envoi}/vous`, { ...SUBMITTER, ...former });
    expect(late.status).toBe(422);
    expect(wordsOf(late)).toContain('Ce que vous venez d’écrire ici n’a pas été envoyé');
    expect(await storedEnvoi(register.database, envoi)).toMatchObject([{ submitter_function: 'secrétaire' }]);
  });

  test('other answers under the same key is refused with words, and they can leave under a key of their own', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    await visitor.post(`${envoi}/vous`, { ...SUBMITTER, function: 'secrétaire' });
    const giveBack = await holdDraft(register.database, visitor, envoi);
    await visitor.post(`${envoi}/vous`, SUBMITTER);
    await send(visitor, envoi);

    await giveBack();
    const again = await send(visitor, envoi);
    expect(again.status).toBe(422);
    expect(wordsOf(again)).toContain('Cet envoi est déjà parti');
    expect(again.text).toContain(`href="${receiptOf(envoi)}"`);
    expect(await storedEnvoi(register.database, envoi)).toMatchObject([{ submitter_function: 'présidente' }]);

    const resumed = pathOf(await visitor.post(`${envoi}/reprendre`));
    expect(resumed).toMatch(/^\/envoi\/[\w-]{22}\/relire$/);
    const fresh = resumed.replace('/relire', '');
    expect((await send(visitor, fresh)).status).toBe(303);
    expect(await storedEnvoi(register.database, fresh)).toMatchObject([{ submitter_function: 'secrétaire' }]);
  });

  test('what another tab has changed is shown before it leaves', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    const { text } = await visitor.get(`${envoi}/relire`);
    const seen = [...text.matchAll(/name="seen" value="([^"]+)"/g)].map(([, part = '']) => part);
    await visitor.post(`${envoi}/vous`, { ...SUBMITTER, function: 'trésorière' });
    await visitor.post(`${envoi}/demandes/nouvelle/removal`, requestType('removal').samples[0]?.values);
    const answer = await visitor.post(`${envoi}/envoyer`, { ...hiddenIn(text), seen });
    expect(wordsOf(answer)).toContain('La demande 2 (suppression) a été ajoutée.');
    expect(wordsOf(answer)).toContain('Vos coordonnées ou votre message ont changé.');
    expect(wordsOf(answer)).not.toMatch(/La demande 1 .* a été|Le PO a changé|retirée/);
    expect(answer.status).toBe(409);
    expect(wordsOf(answer)).toContain('Vos réponses ont changé dans un autre onglet');
    expect(wordsOf(answer)).toContain('trésorière');
    expect(await storedEnvoi(register.database, envoi)).toHaveLength(0);
  });

  test('too often from one address says when to come back, and keeps everything', async () => {
    const strict = createTestIntake(register.database, { sendsPerHour: 1 });
    await register.database.sql('migrator')`delete from rate_limit`;
    const visitor = newVisitor(strict);
    expect((await send(visitor, await write(visitor))).status).toBe(303);
    const envoi = await write(visitor);
    const refused = await send(visitor, envoi);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_000);
    expect(wordsOf(refused)).toMatch(
      /Votre envoi n’est pas parti.*Revenez dans \d+ minutes, vers \d+ h \d\d.*Vos réponses sont gardées/,
    );
    expect(wordsOf(refused)).toContain('Paul Exemple');
    // An hour later, or at another copy of the form.
    expect((await send(movedTo(app, visitor), envoi)).status).toBe(303);
  });

  test('while the database is away keeps everything for later', async () => {
    const nowhere = connectDatabase('postgres://guichet_intake:test@127.0.0.1:1/guichet', { max: 1 });
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    const down = movedTo(createTestIntake(register.database, { connection: nowhere }), visitor);
    expect((await down.get('/')).status).toBe(200);
    expect((await down.get('/vie-privee')).status).toBe(200);
    // The page was open already.
    const page = { ...hiddenIn((await visitor.get(`${envoi}/vous`)).text), ...SUBMITTER, function: 'trésorière' };
    const token = /name="_csrf" value="([^"]+)"/.exec((await visitor.get(`${envoi}/vous`)).text)?.[1] ?? '';
    const refused = await down.agent
      .post(`${envoi}/vous`)
      .type('form')
      .set('Accept', 'text/html')
      .send({ ...page, _csrf: token });
    expect(refused.status).toBe(503);
    expect(wordsOf(refused)).toContain('Ce que vous aviez écrit est encore là');
    expect(refused.text).toContain('value="trésorière"');
    await nowhere.close();
    expect((await send(movedTo(app, visitor), envoi)).status).toBe(303);
  });

  test('needs the token of a page of ours, and an origin of ours', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    const noToken = await visitor.agent
      .post(`${envoi}/envoyer`)
      .type('form')
      .set('Accept', 'text/html')
      .send('version=3');
    expect(noToken.status).toBe(403);
    const foreign = await visitor.agent
      .post(`${envoi}/envoyer`)
      .type('form')
      .set('Origin', 'https://evil.example')
      .send('version=3');
    expect(foreign.status).toBe(403);
    expect(await storedEnvoi(register.database, envoi)).toHaveLength(0);
  });
});
