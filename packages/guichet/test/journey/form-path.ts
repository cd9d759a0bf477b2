import type { CivilDate } from '@guichet/shared/domain/dates';
import type { Locator, Page } from 'playwright-core';
import type { Visit } from './visit.ts';

export type Address = { street: string; number: string; postcode: string; locality: string };

export type NewMember = {
  firstName: string;
  lastName: string;
  birthDate: CivilDate;
  email: string;
  phone: string;
  address: Address;
  startDate: CivilDate;
  roles: string[];
};

export type Submitter = { name: string; email: string; function: string; message?: string };

export type Envoi = {
  /** The door of the first page. */
  door: string;
  /** What is typed to find the PO, and the PO that is taken from what is found. */
  search: string;
  po: string;
  fill: (page: Page) => Promise<void>;
  submitter: Submitter;
};

/** From the first page to the reference, looking at every page on the way. Resolves with the reference. */
export async function sendEnvoi({ page, look }: Visit, site: string, envoi: Envoi): Promise<string> {
  const { submitter } = envoi;
  const next = () => page.getByRole('button', { name: 'Continuer', exact: true }).click();
  await page.goto(`${site}/`);
  await look();
  await page.getByRole('link', { name: envoi.door }).click();
  await page.getByRole('heading', { name: 'Pour quel PO ?' }).waitFor();
  await look();
  await page.getByLabel('Nom, localité, numéro FASE ou nom d’une école').fill(envoi.search);
  await page.getByRole('button', { name: 'Chercher' }).click();
  await page.getByRole('heading', { name: /PO trouvé/ }).waitFor();
  await look();
  await page.getByRole('button', { name: envoi.po }).click();
  await page.getByText('Étape 2').waitFor();
  await look();
  await envoi.fill(page);
  await next();
  const list = page.getByRole('heading', { name: /Votre envoi contient/ });
  const succession = page.getByRole('heading', { name: 'Y a-t-il un remplacement ?' });
  await list.or(succession).waitFor();
  await look();
  if (await succession.isVisible()) {
    for (const unknown of await page.getByRole('radio', { name: 'Je ne sais pas' }).all()) await unknown.check();
    await next();
    await list.waitFor();
    await look();
  }
  await page.getByRole('link', { name: 'Continuer', exact: true }).click();
  await page.getByLabel('Votre prénom et votre nom').fill(submitter.name);
  await page.getByLabel('Votre adresse mail').fill(submitter.email);
  await page.getByLabel('Votre fonction dans le PO').fill(submitter.function);
  await page.getByLabel('Message au secrétariat').fill(submitter.message ?? '');
  await page.getByLabel('J’ai lu la notice').check();
  await look();
  await next();
  await page.getByRole('heading', { name: 'Relisez votre demande' }).waitFor();
  await look();
  await page.getByRole('button', { name: 'Envoyer la demande' }).click();
  await page.getByRole('heading', { name: 'C’est envoyé' }).waitFor();
  await look();
  return (
    await page
      .getByText(/^[A-Z2-9]{4}[- ][A-Z2-9]{4}$/)
      .first()
      .innerText()
  ).trim();
}

export async function fillNewMember(page: Page, member: NewMember): Promise<void> {
  await page.getByLabel('Prénom', { exact: true }).fill(member.firstName);
  await page.getByLabel('Nom', { exact: true }).fill(member.lastName);
  await fillDate(page, /^Date de naissance/, member.birthDate);
  await page.getByLabel('Adresse mail', { exact: true }).fill(member.email);
  await page.getByLabel('Téléphone').fill(member.phone);
  await fillAddress(page.getByRole('group', { name: /^Adresse postale/ }), member.address);
  await fillDate(page, /^Date de début de mandat/, member.startDate);
  for (const role of member.roles) await page.getByLabel(role, { exact: true }).check();
}

export async function fillRemoval(page: Page, leaver: { name: string; endDate: CivilDate; reason: string }) {
  await fillName(page, leaver.name);
  await fillDate(page, /^Date de fin de mandat/, leaver.endDate);
  await page.getByLabel(leaver.reason).check();
}

/** "Prénom Nom", of people whose first name is one word. */
export async function fillName(page: Page, name: string): Promise<void> {
  const [firstName = '', ...rest] = name.split(' ');
  await page.getByLabel('Prénom', { exact: true }).fill(firstName);
  await page.getByLabel('Nom', { exact: true }).fill(rest.join(' '));
}

export async function fillDate(page: Page, name: RegExp, date: CivilDate): Promise<void> {
  const [year = '', month = '', day = ''] = date.split('-');
  const group = page.getByRole('group', { name });
  await group.getByLabel('Jour').fill(String(Number(day)));
  await group.getByLabel('Mois').fill(String(Number(month)));
  await group.getByLabel('Année').fill(year);
}

export async function fillAddress(group: Locator, address: Address): Promise<void> {
  await group.getByLabel('Rue').fill(address.street);
  await group.getByLabel('Numéro').fill(address.number);
  await group.getByLabel('Code postal').fill(address.postcode);
  await group.getByLabel('Localité').fill(address.locality);
}

/** Opens a part of the page that most people leave folded. */
export async function unfold(page: Page, title: string): Promise<void> {
  await page.locator('summary').filter({ hasText: title }).click();
}
