import { REQUEST_TYPE_NAMES, requestForm } from '@guichet/shared/request-types/forms';
import { requestType } from '@guichet/shared/request-types/registry';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import {
  type Answer,
  createTestIntake,
  newVisitor,
  pathOf,
  SUBMITTER,
  startTestRegister,
  wordsOf,
} from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;
let app: Express;

beforeAll(async () => {
  register = await startTestRegister();
  app = createTestIntake(register.database);
});
afterAll(() => register.database.close());

const sample = (type: string) => requestType(type).samples[0]?.values ?? {};

/** The sentences of the error summary, each of which must lead to something on the page. */
function summaryOf(page: Answer): string[] {
  const summary = /<div class="error-summary"[\s\S]*?<\/div>/.exec(page.text)?.[0] ?? '';
  return [...summary.matchAll(/<a href="#([^"]+)">([^<]+)<\/a>/g)].map(([, id, sentence]) => {
    if (!page.text.includes(`id="${id}"`)) throw new Error(`The summary leads to #${id}, which is not on the page`);
    // A French space that does not break is a space to who reads it.
    return String(sentence).replaceAll('\u00a0', ' ');
  });
}

function expectRefused(page: Answer): void {
  expect(page.status).toBe(422);
  expect(page.text).toContain('<title>Erreur : ');
  expect(summaryOf(page).length).toBeGreaterThan(0);
}

describe('a page with mistakes', () => {
  test.each(REQUEST_TYPE_NAMES)('comes back with all of them when %s is sent empty', async (type) => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start(type, register.po.id);
    const page = await visitor.post(`${envoi}/demandes/1`, {});
    expectRefused(page);
    expect(wordsOf(page)).toContain(requestForm(type).question);
  });

  test('keeps what was typed, says it beside the field and leads there from the top', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('new-member', register.po.id);
    const page = await visitor.post(`${envoi}/demandes/1`, {
      ...sample('new-member'),
      firstName: '<b>Jeanne</b> "&',
      birthDate: { day: '30', month: '02', year: '1971' },
      phone: '0470 12',
      address: { street: 'Rue de la Gare', number: '', box: '', postcode: '55', locality: '', country: 'FR' },
    });
    expectRefused(page);
    expect(summaryOf(page)).toEqual([
      'Date de naissance : février n’a pas 30 jours. Indiquez un jour de 1 à 28.',
      'Ce numéro de téléphone n’est pas complet. Par exemple 081 12 34 56 ou +32 470 12 34 56.',
      'Adresse postale : indiquez le numéro dans la rue.',
    ]);
    expect(page.text).toContain('value="&lt;b&gt;Jeanne&lt;/b&gt; &quot;&amp;"');
    expect(page.text).toMatch(/id="f-birthDate"[^>]*aria-invalid="true"[^>]*value="30"/);
    expect(page.text).toContain('<option value="FR" selected="">');
    expect(page.text).toMatch(/value="treasurer"[^>]*checked=""|checked=""[^>]*value="treasurer"/);
    // Nothing of it can end the block of data for the script.
    expect(page.text.split('id="step-data"')[1]).not.toContain('<b>');
  });

  test('tells a number that no telephone has, which only the server knows', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('new-member', register.po.id);
    const page = await visitor.post(`${envoi}/demandes/1`, { ...sample('new-member'), phone: '02 123 45 67' });
    expectRefused(page);
    expect(summaryOf(page)[0]).toMatch(/n’existe pas/);
  });

  test('unfolds what holds an answer or a mistake, and nothing else', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('member-change', register.po.id);
    expect((await visitor.get(`${envoi}/demandes/1`)).text).not.toContain('<details class="fold" open');
    const page = await visitor.post(`${envoi}/demandes/1`, {
      firstName: 'Anne',
      lastName: 'Modèle',
      addedRoles: ['secretary'],
    });
    expectRefused(page);
    expect(page.text.match(/<details class="fold" open/g)).toHaveLength(1);
    expect(wordsOf(page)).toContain('Indiquez à partir de quand le rôle s’ajoute.');
  });

  test('says at the top of which answer it speaks', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('removal', register.po.id);
    const page = await visitor.post(`${envoi}/demandes/1`, { ...sample('removal'), firstName: 'É'.repeat(121) });
    expectRefused(page);
    expect(summaryOf(page)).toEqual([expect.stringContaining('Prénom : c’est trop long : 120 caractères au plus.')]);
  });

  test('asks who writes, and that the notice was read', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('removal', register.po.id);
    await visitor.post(`${envoi}/demandes/1`, sample('removal'));
    const page = await visitor.post(`${envoi}/vous`, { message: 'Bonjour' });
    expectRefused(page);
    expect(summaryOf(page)).toHaveLength(4);
    expect(page.text).toContain('>Bonjour</textarea>');
  });

  test('asks for name and address of a PO that is not in the list', async () => {
    expectRefused(await newVisitor(app).post('/po/autre?demande=removal', { name: 'PO du Grenier' }));
  });
});

describe('going back', () => {
  test('keeps what is typed, right or wrong', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('removal', register.po.id);
    const half = { _op: 'back', firstName: 'Paul', endDate: { day: '40', month: '', year: '' } };
    expect(pathOf(await visitor.post(`${envoi}/demandes/1`, half))).toBe(`${envoi}/po`);
    const again = await visitor.get(`${envoi}/demandes/1`);
    expect(again.status).toBe(200);
    expect(again.text).toContain('value="Paul"');
    expect(again.text).toContain('value="40"');
    expect(again.text).not.toContain('error-summary');
  });

  test('from who writes leads to the request, and on again to the summary', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('removal', register.po.id);
    await visitor.post(`${envoi}/demandes/1`, sample('removal'));
    expect(pathOf(await visitor.post(`${envoi}/vous`, { ...SUBMITTER, _op: 'back' }))).toBe(`${envoi}/demandes`);
    const changed = { ...sample('removal'), firstName: 'Pol' };
    expect(pathOf(await visitor.post(`${envoi}/demandes/1`, changed))).toBe(`${envoi}/demandes`);
    expect((await visitor.get(`${envoi}/demandes`)).text).toContain(`href="${envoi}/relire"`);
    expect(wordsOf(await visitor.get(`${envoi}/relire`))).toContain('Pol Exemple quitte le PO');
  });

  test('to the PO keeps it or changes it, and forgets a school of the former one', async () => {
    const other = await register.build.po({ name: 'Collège de la Maquette' });
    const visitor = newVisitor(app);
    const envoi = await visitor.start('po-change', register.po.id);
    const closing = {
      schoolChange: 'closed',
      school: String(register.school.fase),
      schoolDate: { day: '1', month: '7', year: '2027' },
    };
    await visitor.post(`${envoi}/demandes/1`, closing);
    const search = await visitor.get(`${envoi}/po?q=maquette`);
    expect(wordsOf(search)).toContain('PO choisi : Institut Saint-Exemple ASBL');
    expect(search.text).toContain(`href="${envoi}/vous"`);
    expect(pathOf(await visitor.post(`${envoi}/po`, { po: other.id }))).toBe(`${envoi}/demandes/1`);
    expect(wordsOf(await visitor.get(`${envoi}/demandes/1`))).toContain(
      'Modification du PO · Collège de la Maquette, 5000 Namur',
    );
  });

  test('from a typed PO to the search keeps what was typed', async () => {
    const visitor = newVisitor(app);
    const back = await visitor.post('/po/autre?demande=removal', { _op: 'back', name: 'PO du Gre' });
    expect(pathOf(back)).toMatch(/^\/envoi\/[\w-]{22}\/po$/);
    const typed = await visitor.get(`${pathOf(back)}/autre`);
    expect(typed.text).toContain('value="PO du Gre"');
    expect(pathOf(await visitor.post('/po/autre?demande=removal', { _op: 'back' }))).toBe('/po?demande=removal');
  });
});

describe('a page that is reached without what comes before it', () => {
  test('leads to the first answer that is missing', async () => {
    const visitor = newVisitor(app);
    expect(pathOf(await visitor.get('/po'))).toBe('/');
    expect(pathOf(await visitor.get('/po?demande=unknown'))).toBe('/');
    const envoi = await visitor.start('removal', register.po.id);
    expect(pathOf(await visitor.get(`${envoi}/vous`))).toBe(`${envoi}/demandes/1?completer`);
    expect(pathOf(await visitor.get(envoi))).toBe(`${envoi}/demandes/1`);
    await visitor.post(`${envoi}/demandes/1`, { _op: 'back', firstName: 'Paul' });
    const review = await visitor.get(`${envoi}/relire`);
    expect(pathOf(review)).toBe(`${envoi}/demandes/1?completer`);
    // Whoever thought to be done reads what is missing.
    expectRefused(await visitor.get(pathOf(review)));
    expect((await visitor.get(`${envoi}/demandes/2`)).status).toBe(303);
  });

  test('says kindly that another browser holds the answers', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('removal', register.po.id);
    const stranger = newVisitor(app);
    const lost = await stranger.get(`${envoi}/demandes/1`);
    expect(pathOf(lost)).toBe(envoi.replace('/envoi/', '/merci/'));
    expect(pathOf(await stranger.get(pathOf(lost)))).toBe('/?perdu');
    expect(wordsOf(await stranger.get('/?perdu'))).toContain('Nous n’avons pas retrouvé vos réponses');
  });

  test('is not found when its address is none of ours', async () => {
    for (const path of ['/envoi/court/vous', '/merci/court', '/demande/unknown', '/nulle-part']) {
      const page = await newVisitor(app).get(path);
      expect({ path, status: page.status }).toEqual({ path, status: 404 });
      expect(wordsOf(page)).toContain('Page introuvable');
    }
  });
});

describe('an envoi that is being written', () => {
  test('can be erased on a shared computer, after a question', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('removal', register.po.id);
    const page = await visitor.get(`${envoi}/demandes/1`);
    expect(page.text).toContain(`href="${envoi}/effacer"`);
    expect(wordsOf(await visitor.get(`${envoi}/effacer`))).toContain('Effacer vos réponses ?');
    expect((await visitor.get(`${envoi}/demandes/1`)).status).toBe(200);
    expect(pathOf(await visitor.post(`${envoi}/effacer`))).toBe('/');
    expect((await visitor.get(`${envoi}/demandes/1`)).status).toBe(303);
  });

  test('stays out of every address, and out of the caches', async () => {
    const visitor = newVisitor(app);
    const envoi = await visitor.start('removal', register.po.id);
    const answer = await visitor.post(`${envoi}/demandes/1`, sample('removal'));
    expect(pathOf(answer)).toBe(`${envoi}/demandes`);
    expect((await visitor.get(`${envoi}/demandes/1`)).headers['cache-control']).toBe('no-store');
  });
});
