import { tokenSecret } from '@guichet/shared/auth/token-secrets';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fillDate, heading, look, next, onward, openForm } from './browser-rig.ts';

// axe reads every page that is passed: seconds each on a busy machine.
jest.setTimeout(180_000);

describeWithBrowser()('what a page says while somebody types', () => {
  let form: Awaited<ReturnType<typeof openForm>>;
  beforeAll(async () => {
    form = await openForm();
  }, 120_000);
  afterAll(() => form?.close());

  const newMember = async (page: Page): Promise<void> => {
    await page.goto(`${form.site}/po?demande=new-member&q=990001`);
    await page.getByRole('button', { name: /Institut Saint-Exemple/ }).click();
    await heading(page, 'Qui rejoint le PO ?').waitFor();
  };
  /** Gives the link of an envoi whose address is confirmed. */
  const confirmedEnvoi = async (): Promise<string> => {
    const { page } = await form.visit({ javaScriptEnabled: false });
    await page.goto(`${form.site}/po?demande=removal&q=990001`);
    await page.getByRole('button', { name: /Institut Saint-Exemple/ }).click();
    await page.getByLabel('Prénom').fill('Paul');
    await page.getByLabel('Nom', { exact: true }).fill('Exemple');
    await fillDate(page.getByRole('group', { name: /Date de fin/ }), ['31', '8', '2026']);
    await page.getByLabel('Démission').check();
    await next(page).click();
    await onward(page).click();
    await page.getByLabel('Votre prénom et votre nom').fill('Marie Présidente');
    await page.getByLabel('Votre adresse mail').fill('marie@po.example');
    await page.getByLabel('Votre fonction dans le PO').fill('présidente');
    await page.getByLabel(/J’ai lu la notice/).check();
    await next(page).click();
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await heading(page, 'C’est envoyé').waitFor();
    const [token] = await form.register.database.sql('migrator')`select id from token where purpose = 'tracking'`;
    const link = `/suivi/${tokenSecret(TEST_TOKEN_KEYS[0] ?? '', 'tracking', String(token?.id))}`;
    await page.goto(`${form.site}${link}`);
    await page.getByRole('button', { name: 'Confirmer mon adresse mail' }).click();
    await page.getByText('Votre adresse mail est confirmée.').waitFor();
    await page.context().close();
    return link;
  };
  const birth = (page: Page) => page.getByRole('group', { name: 'Date de naissance' });
  const boxes = (page: Page) =>
    Promise.all(['Jour', 'Mois', 'Année'].map((label) => birth(page).getByLabel(label).inputValue()));

  test('with a script: dates are read, addresses doubted, localities proposed', async () => {
    const { page, complaints } = await form.visit({ viewport: { width: 1280, height: 900 } });
    await newMember(page);

    await birth(page).getByLabel('Jour').fill('1er sept. 58');
    await birth(page).getByText('Nous lisons : 1er septembre 1958').waitFor();
    await page.getByLabel('Prénom').focus();
    // The script may still be on its way.
    await page.waitForFunction('document.querySelector("#f-birthDate").value === "1"');
    expect(await boxes(page)).toEqual(['1', '9', '1958']);
    await birth(page).getByLabel('Mois').fill('');
    expect(await birth(page).getByText('Nous lisons').count()).toBe(0);
    await birth(page).getByLabel('Mois').fill('décembre');
    await birth(page).getByText('Nous lisons : 1er décembre 1958').waitFor();

    await page.getByLabel('Adresse mail', { exact: true }).fill('marie@gmial.com');
    await page.getByLabel('Téléphone').focus();
    await page.getByText('Vouliez-vous dire').waitFor();
    await look(page);
    await page.getByRole('button', { name: 'marie@gmail.com' }).click();
    expect(await page.getByLabel('Adresse mail', { exact: true }).inputValue()).toBe('marie@gmail.com');
    expect(await page.getByText('Vouliez-vous dire').count()).toBe(0);

    await page.getByLabel('Code postal').fill('5310');
    await page.getByText('Localités du 5310').waitFor();
    await look(page);
    await page.getByRole('button', { name: 'Leuze' }).click();
    expect(await page.getByLabel('Localité').inputValue()).toBe('Leuze');
    expect(await page.getByText('Localités du 5310').count()).toBe(0);
    // What is not in the list is as good.
    await page.getByLabel('Localité').fill('Leuze-Longchamps');
    await page.getByLabel('Pays').selectOption('FR');
    await page.getByLabel('Code postal').fill('5310 ');
    await page.getByLabel('Code postal').blur();
    await page.getByText('Localités du 5310').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  test('with a script: leaving with something unsaved asks first, going on does not', async () => {
    const { page } = await form.visit({ viewport: { width: 1280, height: 900 } });
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.goto(`${form.site}/po?demande=removal&q=990001`);
    await page.getByRole('button', { name: /Institut Saint-Exemple/ }).click();
    await heading(page, 'Qui quitte le PO ?').waitFor();
    await page.getByLabel('Prénom').fill('Paul');
    await page.waitForLoadState('networkidle');
    const told = page.waitForEvent('dialog');
    await page.getByRole('link', { name: 'Suivre une demande' }).click({ noWaitAfter: true });
    await told;
    expect(asked).toEqual(['beforeunload']);
    expect(await page.getByLabel('Prénom').inputValue()).toBe('Paul');

    await page.getByLabel('Nom', { exact: true }).fill('Exemple');
    await page
      .getByRole('group', { name: /Date de fin/ })
      .getByLabel('Jour')
      .fill('31/8/2036');
    await page.getByLabel('Démission').check();
    await next(page).click();
    await heading(page, 'Votre envoi contient une demande').waitFor();
    await page.getByText('31/8/2036').waitFor();
    expect(asked).toEqual(['beforeunload']);
  });

  test('with a script: a message to the secretariat that was not sent is not lost unasked', async () => {
    const { page } = await form.visit({ viewport: { width: 1280, height: 900 } });
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.goto(`${form.site}${await confirmedEnvoi()}`);
    await page.waitForLoadState('networkidle');
    await page.getByLabel('Écrire au secrétariat').fill('Une précision.');
    const told = page.waitForEvent('dialog');
    await page.getByRole('link', { name: 'Retirer ma demande' }).click({ noWaitAfter: true });
    await told;
    expect(await page.getByLabel('Écrire au secrétariat').inputValue()).toBe('Une précision.');
    await page.getByRole('button', { name: 'Envoyer le message' }).click();
    await page.locator('blockquote', { hasText: 'Une précision.' }).waitFor();
    expect(asked).toEqual(['beforeunload']);
    await page.context().close();
  });

  test('without a script: the same is said when the page comes back, and a press puts it there', async () => {
    const { page } = await form.visit({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await newMember(page);
    await page.getByLabel('Prénom').fill('Ghislaine');
    await fillDate(birth(page), ['le 19 juillet 1958', '', '']);
    await page.getByLabel('Adresse mail', { exact: true }).fill('ghislaine@hotmial.com');
    await page.getByLabel('Code postal').fill('6600');
    await next(page).click();
    await birth(page).getByText('Nous lisons : 19 juillet 1958').waitFor();
    expect(await boxes(page)).toEqual(['19', '7', '1958']);
    await look(page);

    await page.getByRole('button', { name: 'ghislaine@hotmail.com' }).click();
    await heading(page, 'Qui rejoint le PO ?').waitFor();
    expect(await page.getByLabel('Adresse mail', { exact: true }).inputValue()).toBe('ghislaine@hotmail.com');
    expect(await page.getByLabel('Prénom').inputValue()).toBe('Ghislaine');
    await page.getByRole('button', { name: 'Wardin' }).click();
    expect(await page.getByLabel('Localité').inputValue()).toBe('Wardin');
    expect(await page.getByText('Localités du 6600').count()).toBe(0);
  });
});
