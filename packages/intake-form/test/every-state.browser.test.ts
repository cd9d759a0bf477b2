import { tokenSecret } from '@guichet/shared/auth/token-secrets';
import { openFormDoor } from '@guichet/shared/commands/accounts/open-form-door';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { fillDate, heading, look, next, onward, openForm } from './browser-rig.ts';

// axe reads every page that is passed: seconds each on a busy machine.
jest.setTimeout(300_000);

/** What the path of the assembly does not pass: mistakes, refusals, detours. Each is read in both lights and two widths. */
describeWithBrowser()('pages and states besides the straight path', () => {
  let form: Awaited<ReturnType<typeof openForm>>;

  beforeAll(async () => {
    form = await openForm();
  }, 120_000);
  afterAll(() => form?.close());

  const goto = async (page: Page, path: string) => {
    await page.goto(`${form.site}${path}`);
    await look(page);
  };

  async function start(page: Page, type: string): Promise<string> {
    await page.goto(`${form.site}/po?demande=${type}&q=990001`);
    await page.getByRole('button', { name: /Institut Saint-Exemple/ }).click();
    await next(page).waitFor();
    return new URL(page.url()).pathname.replace(/\/demandes\/1$/, '');
  }

  async function fillRemoval(page: Page): Promise<void> {
    await page.getByLabel('Prénom').fill('Pierre');
    await page.getByLabel('Nom', { exact: true }).fill('Dupont');
    await fillDate(page.getByRole('group', { name: /Date de fin/ }), ['31', '8', '2026']);
    await page.getByRole('radio', { name: 'Démission' }).check();
  }

  async function writeToReview(page: Page): Promise<string> {
    const envoi = await start(page, 'removal');
    await fillRemoval(page);
    await next(page).click();
    await onward(page).click();
    await page.getByLabel('Votre prénom et votre nom').fill('Marie Présidente');
    await page.getByLabel('Votre adresse mail').fill('marie@po.example');
    await page.getByLabel('Votre fonction dans le PO').fill('présidente');
    await page.getByLabel(/J’ai lu la notice/).check();
    await next(page).click();
    await heading(page, 'Relisez votre demande').waitFor();
    return envoi;
  }

  test('pages that stand by themselves', async () => {
    const { page, complaints } = await form.visit({ viewport: { width: 1280, height: 900 } });
    for (const path of [
      '/vie-privee',
      '/suivi',
      `/suivi/${'x'.repeat(43)}`,
      '/introuvable',
      '/po/autre?demande=removal',
    ])
      await goto(page, path);
    await goto(page, '/po?demande=removal&q=introuvable');
    await page.getByText('Aucun PO trouvé').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each(['new-member', 'removal', 'member-change', 'po-change'])('%s, sent empty', async (type) => {
    const { page, complaints } = await form.visit({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
    await start(page, type);
    await next(page).click();
    await page.getByRole('alert').waitFor();
    await look(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('in forced colours, where backgrounds are gone, lines tell what they told', async () => {
    const { page } = await form.visit({ forcedColors: 'active', viewport: { width: 360, height: 740 } });
    const isDrawn = (one: Locator) =>
      one.evaluate((element) => {
        const { borderTopColor, borderTopStyle, borderTopWidth } = getComputedStyle(element);
        const paper = getComputedStyle(document.body).backgroundColor;
        return borderTopStyle === 'solid' && borderTopWidth !== '0px' && borderTopColor !== paper;
      });
    await start(page, 'removal');
    expect(await isDrawn(next(page))).toBe(true);
    expect(await isDrawn(page.getByLabel('Prénom'))).toBe(true);
    expect(await isDrawn(page.getByRole('button', { name: 'Continuer plus tard' }))).toBe(false);
    const [done, undone] = await page
      .locator('.steps-bars span')
      .evaluateAll((bars) => [bars[0], bars.at(-1)].map((bar) => bar && getComputedStyle(bar).backgroundColor));
    expect(done).not.toBe(undone);
    await fillRemoval(page);
    await next(page).click();
    await onward(page).waitFor();
    for (const line of [page.locator('.card'), page.locator('.tag').first()]) expect(await isDrawn(line)).toBe(true);
    await page.context().close();
  });

  test('an envoi that is left, gone on with elsewhere, found again, erased', async () => {
    const { page, complaints } = await form.visit({ viewport: { width: 1280, height: 900 } });
    await start(page, 'removal');
    await page.getByLabel('Prénom').fill('Pierre');
    await page.getByRole('button', { name: 'Continuer plus tard' }).click();
    await heading(page, 'Continuer plus tard').waitFor();
    await page.getByLabel('Votre adresse mail').fill('marie');
    await page.getByRole('button', { name: 'Envoyer le lien' }).click();
    await page.getByRole('alert').waitFor();
    await look(page);
    await page.getByLabel('Votre adresse mail').fill('marie@po.example');
    await page.getByRole('button', { name: 'Envoyer le lien' }).click();
    await heading(page, 'Vérifiez votre boîte mail').waitFor();
    await look(page);

    const elsewhere = await form.visit({ viewport: { width: 1280, height: 900 } });
    const [mail] = await form.register.database.sql('migrator')`
      select token_id from mail where kind = 'resume-draft' and to_address = 'marie@po.example'`;
    await goto(elsewhere.page, `/continuer/${tokenSecret(TEST_TOKEN_KEYS[0] ?? '', 'resume', String(mail?.token_id))}`);
    await elsewhere.page.getByRole('button', { name: 'Continuer mon envoi' }).click();
    await heading(elsewhere.page, 'Qui quitte le PO ?').waitFor();
    expect(await elsewhere.page.getByLabel('Prénom').inputValue()).toBe('Pierre');
    await goto(elsewhere.page, `/continuer/${'x'.repeat(43)}`);
    await elsewhere.page.context().close();

    await goto(page, '/');
    await page.getByRole('link', { name: /^Effacer Votre envoi du/ }).click();
    await heading(page, 'Effacer vos réponses ?').waitFor();
    await look(page);
    await page.getByRole('button', { name: 'Effacer' }).click();
    await heading(page, /Qu’est-ce qui change/).waitFor();
    expect(await page.getByText('Votre envoi du').count()).toBe(0);
    expect([...complaints, ...elsewhere.complaints]).toEqual([]);
    await page.context().close();
  });

  test('a president who comes from the extranet chooses a member of the PO', async () => {
    const { build, database, po } = form.register;
    const marie = await build.person({ firstName: 'Marie', lastName: 'Présidente', email: 'marie@po.example' });
    await build.mandate(marie.id, po.id, { from: '2020-01-01', to: null }, ['president']);
    const account = await build.account(marie.id, 'marie@po.example');
    const door = await database
      .db('extranet')
      .transaction((tx) =>
        openFormDoor(tx, { keys: TEST_TOKEN_KEYS, accountId: account.id, poId: po.id, now: new Date() }),
      );
    const { page, complaints } = await form.visit({ viewport: { width: 1280, height: 900 } });
    await goto(page, `/arriver/${door}`);
    await heading(page, 'Qu’est-ce qui change ?').waitFor();
    await look(page);
    await page.getByRole('button', { name: 'Annoncer un départ' }).click();
    await page.getByRole('link', { name: 'Marie Présidente' }).waitFor();
    await look(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('two tabs, of which one is older', async () => {
    const { page, complaints } = await form.visit({ viewport: { width: 1280, height: 900 } });
    const envoi = await start(page, 'removal');
    const older = await page.context().newPage();
    await older.goto(`${form.site}${envoi}/demandes/1`);
    await fillRemoval(page);
    await next(page).click();
    await onward(page).waitFor();
    await fillRemoval(older);
    await older.getByLabel('Prénom').fill('Paul');
    await next(older).click();
    await older.getByText('Vos réponses ont changé dans un autre onglet').waitFor();
    await look(older);
    expect(await older.getByLabel('Prénom').inputValue()).toBe('Paul');
    await page.goto(`${form.site}${envoi}/demandes/1/retirer`);
    await older.goto(`${form.site}${envoi}/demandes/1/retirer`);
    for (const tab of [page, older]) await tab.getByRole('button', { name: 'Retirer' }).click();
    await heading(older, 'Votre envoi est vide').waitFor();
    await look(older);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('an envoi that was sent, and another one that a limit holds back', async () => {
    await form.close();
    form = await openForm({ sendsPerHour: 1 });
    const { page, complaints } = await form.visit({ viewport: { width: 1280, height: 900 } });
    const envoi = await writeToReview(page);
    const older = await page.context().newPage();
    await older.goto(`${form.site}${envoi}/vous`);
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await heading(page, 'C’est envoyé').waitFor();
    await older.getByLabel('Votre prénom et votre nom').fill('Quelqu’un d’autre');
    await next(older).click();
    await heading(older, 'Cet envoi est déjà parti').waitFor();
    await look(older);
    await writeToReview(page);
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await page.getByText('Votre envoi n’est pas parti').waitFor();
    await look(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
