import { mailTo } from '../../packages/guichet/test/journey/mails.ts';
import { signInToExtranet } from '../../packages/guichet/test/journey/member-path.ts';

const SUBJECT = 'Comptes annuels : à déposer avant le 30 juin';
const EVENING = /une soirée pour les trésoreries/;

/** A mailing from an empty page to its last mail; then one that left some days ago, and where roles are missing. */
export async function drawMailings(at) {
  await begin(at);
  await chooseRecipients(at);
  await writeMessage(at);
  await lookThrough(at);
  await mendAndSend(at);
  await followOlder(at);
  await at.go('/couverture', 'Couverture des rôles');
  await at.page.getByRole('button', { name: /^Écrire à/ }).waitFor();
  await at.drawTall('coverage', undefined, 1360);
}

async function begin(at) {
  const { page } = at;
  await at.go('/courriers', 'Courriers');
  await page.getByRole('heading', { name: /seconde soirée/ }).waitFor();
  await at.draw('mailings');
  await page.getByRole('button', { name: 'Nouveau courrier' }).click();
  await at.dialog('Nouveau courrier');
  await page.getByRole('button', { name: 'Commencer', exact: true }).click();
  await page.getByText('Cochez au moins un rôle').waitFor();
  await at.calm();
  await at.draw('mailing-empty');
}

async function chooseRecipients(at) {
  const { page } = at;
  await page.getByRole('checkbox', { name: 'Trésorier·ère' }).check();
  const result = page.getByRole('region', { name: 'Qui recevra ce courrier' });
  await result.getByRole('row').nth(8).waitFor();
  await saved(at);
  await at.calm();
  await at.drawTall('mailing-audience', undefined, 1380);
  await result.getByRole('button', { name: /^Sans adresse utilisable/ }).click();
  await result.getByText('refusée par son serveur').waitFor();
  await result.getByText('nouveau calcul').waitFor({ state: 'detached' });
  // It stands beside the choices, and is as high as they are.
  const { x, y, width } = await result.boundingBox();
  await at.shoot(page, 'mailing-unreachable', { clip: { x: x - 8, y: y - 8, width: width + 16, height: 410 } });
}

async function writeMessage(at) {
  const { page } = at;
  const act = (name) => page.getByRole('toolbar').getByRole('button', { name, exact: true });
  await page.getByRole('link', { name: 'Message', exact: true }).click();
  await page.getByLabel('Genre de courrier').selectOption({ label: 'Obligations et échéances' });
  await page.getByLabel('Objet', { exact: true }).fill(SUBJECT);
  const text = page.getByRole('textbox', { name: 'Message' });
  await text.click();
  await page.keyboard.type('Bonjour ');
  await act('+ prénom').click();
  await page.keyboard.type(',');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Les comptes de votre ASBL (');
  await act('+ PO').click();
  await page.keyboard.type(') se déposent avant le 30 juin.');
  await page.keyboard.press('Enter');
  await act('Titre').click();
  await page.keyboard.type('Ce qu’il faut préparer');
  await page.keyboard.press('Enter');
  await act('Liste').click();
  await page.keyboard.type('le bilan et le compte de résultats ;');
  await page.keyboard.press('Enter');
  await page.keyboard.type('le procès-verbal de l’assemblée générale.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Un modèle se trouve ');
  await act('Lien').click();
  const link = await at.dialog('Lien');
  await link.getByLabel('Adresse').fill('https://comptes.maquette.example/modele');
  await link.getByLabel('Mots du lien').fill('ici');
  await link.getByRole('button', { name: 'Poser le lien' }).click();
  await link.waitFor({ state: 'detached' });
  await saved(at);
  await page.evaluate(() => document.activeElement?.blur());
  await at.calm();
  await at.drawTall('mailing-message', undefined, 1120);
}

/** The preview through somebody's eyes, and what the check says. */
async function lookThrough(at) {
  const { page } = at;
  const preview = page.getByRole('region', { name: 'Aperçu et essai' });
  await preview.getByRole('button', { name: 'Voir l’aperçu' }).click();
  await preview.getByLabel('Vu par').selectOption({ index: 1 });
  await page.frameLocator('iframe').getByText('Ce qu’il faut préparer').waitFor();
  await preview.getByText(SUBJECT).waitFor();
  // As high as the mail, so that its foot is seen too.
  await preview.locator('iframe').evaluate((frame) => {
    frame.style.height = '800px';
  });
  await at.drawTall('mailing-preview', preview, 1500);
  await page.getByRole('link', { name: 'Vérifier et envoyer' }).click();
  await page.getByRole('list', { name: 'À voir avant d’envoyer' }).waitFor();
  await at.calm();
  await at.drawTall('mailing-findings', undefined, 860);
}

async function mendAndSend(at) {
  const { page } = at;
  await page
    .getByRole('link', { name: /^Voir où : Le lien/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Message' }).getByText('ici', { exact: true }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Lien', exact: true }).click();
  await (await at.dialog('Lien')).getByRole('button', { name: 'Retirer le lien' }).click();
  const text = page.getByRole('textbox', { name: 'Message' });
  await text.press('Control+End');
  for (let letter = 0; letter < 3; letter += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('dans l’extranet.');
  await saved(at);
  await page.getByRole('link', { name: 'Vérifier et envoyer' }).click();
  await page.getByText('Rien à signaler dans le message').waitFor();
  await page.getByRole('button', { name: /^Envoyer à \d+ personnes/ }).click();
  const sure = await at.dialog(/^Envoyer à/);
  await at.draw('mailing-confirm', sure);
  await sure.getByRole('button', { name: /^Envoyer à/ }).click();
  await page.getByRole('heading', { level: 1 }).getByText('Envoyé', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Suivi' }).click();
  await page.getByText(/^\d+ envoyés$/).waitFor();
  await at.calm();
  await at.draw('mailing-sent');
}

/** One that left some days ago: what became of each mail. */
async function followOlder(at) {
  const { page } = at;
  await at.go('/courriers?liste=gone', 'Courriers');
  await page.getByRole('link', { name: EVENING }).click();
  await page.getByText('Pourquoi certains n’ont rien reçu').click();
  await page.getByRole('listitem').filter({ hasText: 'à défaut de trésorier' }).waitFor();
  await at.calm();
  await at.drawTall('mailing-follow', undefined, 1500);
}

async function saved({ page }) {
  await page.getByText(/^Enregistré à \d\d:\d\d$/).waitFor();
}

/** What its reader sees: the mail as it is caught, and what was written to the role in the extranet. */
export async function drawReader({ visit, shoot }, product, member) {
  const { page, look } = await visit({ viewport: { width: 1280, height: 1180 } });
  const mail = await mailTo(product.mails, member.login, new RegExp(SUBJECT));
  await page.goto(`${product.mails}/messages/${mail.id}`);
  await shoot(page, 'mail-mailing');
  await signInToExtranet({ page, look }, product.extranet, member.login, member.password);
  await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
  await page.goto(`${product.extranet}/courriers`);
  await page.getByRole('link', { name: EVENING }).waitFor();
  await shoot(page, 'extranet-mailings');
  await page.context().close();
}
