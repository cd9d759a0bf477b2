import type { FormBody } from '@guichet/shared/http/form-fields';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { createSealer } from '@guichet/shared/auth/sealer';
import {
  createTestIntake,
  draftCookiesOf,
  hiddenIn,
  movedTo,
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

const key = 'k'.repeat(40);
const older = 'o'.repeat(40);

describe('a sealed text', () => {
  test('opens with the key that sealed it, also when a newer one stands before it', () => {
    const sealed = createSealer([older], 'draft').seal('Jeanne Lambert', 'a');
    expect(sealed).not.toContain('Jeanne');
    expect(createSealer([key, older], 'draft').unseal(sealed, 'a')).toBe('Jeanne Lambert');
  });

  test('is nothing elsewhere, for another purpose, under another key or with one letter changed', () => {
    const sealer = createSealer([key], 'draft');
    const sealed = sealer.seal('Jeanne Lambert', 'a');
    expect(sealer.unseal(sealed, 'b')).toBeNull();
    expect(createSealer([key], 'other').unseal(sealed, 'a')).toBeNull();
    expect(createSealer([older], 'draft').unseal(sealed, 'a')).toBeNull();
    const middle = Math.floor(sealed.length / 2);
    expect(
      sealer.unseal(sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1), 'a'),
    ).toBeNull();
    for (const rubbish of ['', 'x', '%', 'A'.repeat(5_000)]) expect(sealer.unseal(rubbish, 'a')).toBeNull();
  });

  test('does not unfold into more than a form can hold', () => {
    const sealer = createSealer([key], 'draft');
    expect(sealer.unseal(sealer.seal('a'.repeat(1_000_000), 'a'), 'a')).toBeNull();
  });
});

describe('an envoi that is being written', () => {
  let register: Awaited<ReturnType<typeof startTestRegister>>;
  let app: Express;

  beforeAll(async () => {
    register = await startTestRegister();
    app = createTestIntake(register.database);
  });
  afterAll(() => register.database.close());

  const paul = { firstName: 'Paul', lastName: 'Exemple', endDate: { day: '31', month: '8', year: '2026' } };
  const removal: FormBody = { ...paul, reason: 'resignation' };
  const write = (visitor: Visitor) => writeEnvoi(visitor, { type: 'removal', poId: register.po.id, values: removal });
  const rowOf = async (envoi: string) =>
    (await register.database.sql('migrator')`select * from draft where id = ${envoi.split('/')[2] ?? ''}`)[0];
  test('stands in the database, unreadable there, and comes back in another copy of the form', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    const row = await rowOf(envoi);
    expect(row?.version).toBe(3);
    const bytes = Buffer.from(row?.content as Uint8Array).toString('latin1');
    for (const typed of ['Paul', 'Exemple', 'marie@po.example', 'removal']) expect(bytes).not.toContain(typed);
    expect(Date.parse(row?.expires_at) - Date.parse(row?.updated_at)).toBe(30 * 86_400_000);
    const [cookie = ''] = draftCookiesOf(visitor);
    expect(cookie.length).toBeLessThan(120);
    expect(Buffer.from(row?.secret_sha256 as Uint8Array).toString('base64url')).not.toBe(cookie.slice(-53, -10));
    expect(wordsOf(await movedTo(createTestIntake(register.database), visitor).get(`${envoi}/relire`))).toContain(
      'Paul Exemple',
    );
  });

  test('is nothing to another browser, nor with the cookie of another envoi', async () => {
    const envoi = await write(newVisitor(app));
    const stranger = newVisitor(app);
    expect(pathOf(await stranger.get(`${envoi}/vous`))).toBe(envoi.replace('/envoi/', '/merci/'));
    await write(stranger);
    const [own = ''] = draftCookiesOf(stranger);
    const forged = own.replace(/[\w-]{22}=/, `${envoi.split('/')[2]}=`);
    expect((await newVisitor(app).get(`${envoi}/vous`).set('Cookie', forged)).status).toBe(303);
  });

  test('has a cookie that goes nowhere else, bound to the host on https', async () => {
    const secure = newVisitor(createTestIntake(register.database, { publicUrl: 'https://formulaire.po.example' }));
    const page = await secure.get('/po/autre?demande=removal');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const cookies = (page.headers['set-cookie'] as unknown as string[]).map((line) => line.split(';')[0]).join('; ');
    const answer = await secure.agent
      .post('/po?demande=removal')
      .type('form')
      .set('Cookie', cookies)
      .send({ _csrf: token, po: register.po.id });
    const [line = ''] = (answer.headers['set-cookie'] as unknown as string[]).filter((each) => each.includes('draft'));
    expect(line).toMatch(/^__Host-intake-form-draft-[\w-]{22}=[\w-]{43}\.\w+; Max-Age=2592000; Path=\/;/);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax']) expect(line).toContain(attribute);
    expect(line).not.toContain('Domain');
  });

  test('five at most are kept by one browser: the oldest makes place', async () => {
    const visitor = newVisitor(app);
    for (let n = 0; n < 7; n += 1) await visitor.start('removal', register.po.id);
    expect(draftCookiesOf(visitor)).toHaveLength(5);
  });

  test('is shown again, and not overwritten, to a page that is older than it', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    const former = hiddenIn((await visitor.get(`${envoi}/vous`)).text);
    await visitor.post(`${envoi}/vous`, { ...SUBMITTER, function: 'trésorière' });
    const mine = { ...SUBMITTER, function: 'secrétaire' };
    const told = await visitor.post(`${envoi}/vous`, { ...mine, ...former });
    expect(told.status).toBe(409);
    expect(wordsOf(told)).toContain('Vos réponses ont changé dans un autre onglet');
    expect(wordsOf(told)).toContain('Enregistré : trésorière Sur cette page : secrétaire');
    expect(told.text).toContain('value="secrétaire"');
    expect(wordsOf(await visitor.get(`${envoi}/relire`))).toContain('trésorière');
    // What was typed here is kept once its author has read what differs.
    expect(pathOf(await visitor.post(`${envoi}/vous`, { ...mine, ...hiddenIn(told.text) }))).toBe(`${envoi}/relire`);
    expect(wordsOf(await visitor.get(`${envoi}/relire`))).toContain('secrétaire');
  });

  test('takes the same page twice, in turn or at once, as once', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('removal', register.po.id);
    const page = hiddenIn((await visitor.get(`${envoi}/demandes/1`)).text);
    const both = await Promise.all([1, 2].map(() => visitor.post(`${envoi}/demandes/1`, { ...removal, ...page })));
    const late = await visitor.post(`${envoi}/demandes/1`, { ...removal, ...page });
    expect([...both, late].map(pathOf)).toEqual(Array(3).fill(`${envoi}/demandes`));
    expect((await rowOf(envoi))?.version).toBe(2);
  });

  test('a page without a version is an old one', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    expect((await visitor.post(`${envoi}/vous`, { ...SUBMITTER, name: 'X', version: '' })).status).toBe(409);
    expect(await storedEnvoi(register.database, envoi)).toHaveLength(0);
  });

  test('too long for what is kept is refused, and the former one stays', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    // Does not become smaller when it is packed.
    const noise = (seed: number) =>
      Array.from({ length: 6_000 }, (_, n) =>
        String.fromCodePoint(0x4e00 + ((((n + seed * 7_919) * 2_654_435_761) >>> 7) % 20_000)),
      ).join('');
    for (let n = 0; n < 8; n += 1) {
      const page = await visitor.get(`${envoi}/demandes/nouvelle/po-change`);
      const values = { ...hiddenIn(page.text), other: noise(n), _op: 'back' };
      const answer = await visitor.post(`${envoi}/demandes/nouvelle/po-change`, values);
      if (answer.status === 303) continue;
      expect(answer.status).toBe(422);
      expect(wordsOf(answer)).toContain('Vos réponses sont trop longues pour être gardées');
      expect((await visitor.get(`${envoi}/demandes`)).status).toBe(200);
      return;
    }
    throw new Error('Everything was kept.');
  });

  test('is gone once it has left or was erased', async () => {
    const visitor = newVisitor(app);
    const sent = await write(visitor);
    await send(visitor, sent);
    expect(await rowOf(sent)).toMatchObject({ content: null });
    const erased = await write(visitor);
    expect(wordsOf(await visitor.get(`${erased}/effacer`))).toContain('Effacer vos réponses ?');
    expect(await rowOf(erased)).toBeDefined();
    expect(pathOf(await visitor.post(`${erased}/effacer`))).toBe('/');
    expect(await rowOf(erased)).toBeUndefined();
    expect(draftCookiesOf(visitor)).toEqual([]);
  });

  test('is gone after its thirty days', async () => {
    const visitor = newVisitor(app);
    const envoi = await write(visitor);
    await register.database.sql(
      'migrator',
    )`update draft set expires_at = now() where id = ${envoi.split('/')[2] ?? ''}`;
    expect(pathOf(await visitor.get(`${envoi}/vous`))).toBe(envoi.replace('/envoi/', '/merci/'));
  });
});
