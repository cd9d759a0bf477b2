// `pnpm screenshots`: starts the product with demonstration data on a folder of its own, walks through it as its people
// do, and draws docs/images/*.png. Needs Chromium. The walk is the one of packages/guichet/test/journey.
import { mkdirSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { requireInstall } from './check-install.mjs';

requireInstall();
const { build } = await import('./build.mjs');
await build();
register('./typescript-hooks.mjs', import.meta.url);
const { openCamera } = await import('./screenshots/camera.mjs');
const { drawGuide } = await import('./screenshots/draw-guide.mjs');
const { addDays, todayInBrussels } = await import('../packages/shared/src/domain/dates.ts');
const { fillNewMember, sendEnvoi } = await import('../packages/guichet/test/journey/form-path.ts');
const { linkIn, mailTo } = await import('../packages/guichet/test/journey/mails.ts');
const { activate } = await import('../packages/guichet/test/journey/member-path.ts');
const { approve, seeApplied, signInToOffice } = await import('../packages/guichet/test/journey/office-path.ts');
const { printedSignIn, startTheProduct } = await import('../packages/guichet/test/journey/running-product.ts');

const folder = fileURLToPath(new URL('../docs/images', import.meta.url));
const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true };
const officeDesk = { viewport: { width: 1440, height: 900 } };

const today = todayInBrussels(new Date());
const newcomer = {
  firstName: 'Ghislaine',
  lastName: 'Quertinmont',
  birthDate: '1958-07-19',
  email: 'ghislaine.quertinmont@courriel.example',
  phone: '0470 12 34 56',
  address: { street: 'Rue du Baty', number: '17', postcode: '6900', locality: 'Marche-en-Famenne' },
  startDate: addDays(today, -12),
  roles: ['Administrateur·rice', 'Trésorier·ère'],
};
const envoi = {
  door: 'Annoncer un nouveau membre',
  search: 'bois brillant',
  po: 'Écoles du Bois-Brillant',
  fill: (page) => fillNewMember(page, newcomer),
  submitter: { name: 'Wivine Hautekiet', email: 'wivine.hautekiet@courriel.example', function: 'Présidente' },
};

mkdirSync(folder, { recursive: true });
const camera = await openCamera(folder);
const { visit, shoot } = camera;
const product = await startTheProduct({ UNDO_DELAY: '6', MIN_FILL_SECONDS: '0' });
try {
  await drawForm();
  const reference = await drawFormOnPhone();
  await drawOffice(reference);
  await drawExtranet();
  await drawGuide(camera, product);
} finally {
  await camera.close();
  await product.stop();
}

/** The form at a desk, page by page; this envoi is not sent. */
async function drawForm() {
  const { page } = await visit(desk);
  await page.goto(product.form);
  await shoot(page, 'form-start');
  await page.getByRole('link', { name: envoi.door }).click();
  await page.getByLabel('Nom, localité, numéro FASE ou nom d’une école').fill('saint ciney');
  await page.getByRole('button', { name: 'Chercher' }).click();
  await page.getByRole('heading', { name: /PO trouvé/ }).waitFor();
  await shoot(page, 'form-po-search');
  await page.getByRole('main').getByRole('button').filter({ hasText: 'FASE' }).first().click();
  await page.getByText('Étape 2').waitFor();
  await fillNewMember(page, newcomer);
  await page.getByLabel('Prénom', { exact: true }).focus();
  await toTop(page);
  await shoot(page, 'form-fields');
  await page.context().close();
}

/** The form on a telephone, up to the reference and what its link opens. */
async function drawFormOnPhone() {
  const onPhone = await visit(phone);
  const { page } = onPhone;
  const wanted = { '/demandes/': 'form-fields-phone', '/relire': 'form-check-phone', '/merci/': 'form-receipt-phone' };
  onPhone.look = async () => {
    const [, name] = Object.entries(wanted).find(([part]) => page.url().includes(part)) ?? [];
    if (page.url().endsWith('/succession')) return;
    if (name) await shoot(page, name);
  };
  const reference = await sendEnvoi(onPhone, product.form, envoi);
  await page.goto(linkIn(await mailTo(product.mails, envoi.submitter.email, /bien arrivé/), product.form));
  await shoot(page, 'form-tracking-phone');
  await page.context().close();
  return reference;
}

/** The back office: the queue, the request in light and dark, the file of the PO once it is applied. */
async function drawOffice(reference) {
  const office = await visit(officeDesk);
  const { page } = office;
  await signInToOffice(office, product.office, printedSignIn(product.said(), 'Back office'));
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await shoot(page, 'office-queue');
  await page.getByRole('link', { name: /Baptiste Rensonnet/ }).click();
  await page.getByRole('region', { name: 'Décision' }).waitFor();
  await page.mouse.move(700, 5);
  await shoot(page, 'office-request');
  await page.getByRole('link', { name: /Ghislaine Quertinmont/ }).click();
  await page.getByRole('heading', { name: /Ghislaine Quertinmont/ }).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, 'office-request-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await approve(office, []);
  await seeApplied(office, reference, 'Nadine Quévrain');
  await page.getByRole('article').getByRole('link', { name: envoi.po }).click();
  await page.getByRole('heading', { name: envoi.po }).waitFor();
  await page.locator('.member-name', { hasText: `${newcomer.firstName} ${newcomer.lastName}` }).click();
  await page.getByRole('region', { name: 'Dernière décision' }).waitFor({ state: 'detached' });
  await shoot(page, 'office-po');
  await page.context().close();
}

/** The activation mail as it is caught, then the extranet: password, menu, file. */
async function drawExtranet() {
  const mail = await mailTo(product.mails, newcomer.email, /^Activez/);
  const member = await visit(desk);
  const { page } = member;
  await page.goto(`${product.mails}/messages/${mail.id}`);
  await shoot(page, 'mail-activation');
  let looks = 0;
  member.look = async () => {
    looks += 1;
    if (looks === 2) await shoot(page, 'extranet-password');
  };
  await activate(member, linkIn(mail, product.extranet), 'onze chaises dans le verger');
  await shoot(page, 'extranet-menu');
  await page.getByRole('link', { name: new RegExp(envoi.po) }).click();
  await page.getByRole('heading', { name: envoi.po, level: 1 }).waitFor();
  await shoot(page, 'extranet-file');
  await page.getByRole('heading', { name: 'Membres aujourd’hui' }).scrollIntoViewIfNeeded();
  await page.getByRole('heading', { name: 'Membres aujourd’hui' }).evaluate((title) => title.scrollIntoView());
  await shoot(page, 'extranet-members');
  await page.context().close();
}

async function toTop(page) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
  });
}
