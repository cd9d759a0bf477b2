import { de } from '@guichet/shared/domain/elision';
import type { Visit } from './visit.ts';

export async function signInToOffice({ page, look }: Visit, site: string, staff: { login: string; password: string }) {
  await page.goto(`${site}/`);
  await page.getByRole('heading', { name: 'Secrétariat' }).waitFor();
  await look();
  await page.getByLabel('Adresse mail').fill(staff.login);
  await page.getByLabel('Mot de passe').fill(staff.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('heading', { name: 'À traiter' }).waitFor();
  await look();
}

/** Finds the request by the reference that its author was given, and opens it. */
export async function openRequest({ page, look }: Visit, reference: string, tab: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Principale' })
    .getByRole('link', { name: /Demandes/ })
    .click();
  await page
    .getByRole('navigation', { name: 'États' })
    .getByRole('link', { name: new RegExp(`^${tab}`) })
    .click();
  await page.getByLabel('Chercher une référence, un nom, un PO, une adresse mail').fill(reference);
  const rows = page.locator('main').getByRole('listitem').getByRole('link');
  await expectCount(rows, 1);
  await rows.click();
  await page.getByRole('article').getByText(reference).first().waitFor();
  await look();
}

/** Reads the plan, ticks what must have been seen, and approves. */
export async function approve({ page, look }: Visit, expected: readonly (string | RegExp)[]): Promise<void> {
  const decision = page.getByRole('region', { name: 'Décision' });
  for (const step of expected) await decision.getByText(step).first().waitFor();
  for (const tick of await decision.getByRole('checkbox').all()) await tick.check();
  await look();
  const here = new URL(page.url()).pathname;
  await decision.getByRole('button', { name: /^Approuver/ }).click();
  await page
    .getByText(/^Approuvée : /)
    .or(page.getByText(/^Appliquée : /))
    .first()
    .waitFor();
  // The screen goes on by itself to what comes next.
  await page.waitForURL(({ pathname }) => pathname !== here);
}

/** Waits until the worker has applied it, then reads in its history who decided and when. */
export async function seeApplied(visit: Visit, reference: string, staffName: string): Promise<void> {
  const { page } = visit;
  await openRequest(visit, reference, 'Toutes');
  const request = page.getByRole('article');
  // Beside it stand other requests about the same person, with their own states.
  await request.locator('header').getByText('appliquée', { exact: true }).waitFor();
  await request
    .getByRole('listitem')
    .filter({ hasText: `Approuvée par ${staffName}` })
    .waitFor();
  await request
    .getByRole('listitem')
    .filter({ hasText: /^Appliquée/ })
    .waitFor();
}

/** From the PO to the page of a member, where the activation is sent again: two clicks, and the page says that it is done. */
export async function resendActivation({ page, look }: Visit, po: string, name: string): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Principale' });
  await rail.getByRole('link', { name: 'PO', exact: true }).click();
  await page.getByLabel('Chercher un PO').fill(po);
  await page.getByRole('link', { name: new RegExp(po) }).click();
  await page.getByRole('heading', { name: po, level: 1 }).waitFor();
  await page.locator('summary', { hasText: name }).click();
  await page.getByRole('link', { name: `Fiche ${de(name)}` }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await look();
  const account = page.getByRole('region', { name: 'Compte' });
  await account.getByRole('button', { name: 'Renvoyer l’activation' }).click();
  const dialog = page.getByRole('dialog', { name: 'Renvoyer l’activation' });
  await dialog.getByText('ne fonctionneront plus').waitFor();
  await look();
  await dialog.getByRole('button', { name: 'Renvoyer l’activation' }).click();
  await account.getByText(/^Renvoyer l’activation, .* : fait$/).waitFor();
  await look();
}

async function expectCount(rows: { count(): Promise<number> }, wanted: number): Promise<void> {
  const deadline = Date.now() + 15_000;
  while ((await rows.count()) !== wanted) {
    if (Date.now() > deadline) throw new Error(`${await rows.count()} rows where ${wanted} was expected`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
