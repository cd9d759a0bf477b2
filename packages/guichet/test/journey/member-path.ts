import type { Visit } from './visit.ts';

/** What mail scanners do with a link before its owner opens it. */
export async function prefetch(link: string, times: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    const answer = await fetch(link, { method: turn % 2 === 0 ? 'GET' : 'HEAD', redirect: 'manual' });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${link} answered ${answer.status} at look ${turn + 1}`);
  }
}

/** From the link of the activation mail to the first page behind the sign-in. */
export async function activate({ page, look }: Visit, link: string, password: string): Promise<void> {
  await page.goto(link);
  await look();
  await page.getByRole('button', { name: 'Activer mon compte' }).click();
  await page.getByRole('heading', { name: 'Choisissez un mot de passe' }).waitFor();
  await look();
  await page.getByLabel('Votre nouveau mot de passe').fill(password);
  await page.getByRole('button', { name: 'Enregistrer et me connecter' }).click();
  await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
  await look();
}

export async function signInToExtranet({ page }: Visit, site: string, email: string, password: string): Promise<void> {
  await page.goto(`${site}/connexion`);
  await page.getByLabel('Adresse e-mail').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
}
