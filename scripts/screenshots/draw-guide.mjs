import { printedSignIn } from '../../packages/guichet/test/journey/running-product.ts';
import { signInToOffice } from '../../packages/guichet/test/journey/office-path.ts';
import { Desk } from './desk.mjs';
import { drawMailings, drawReader } from './draw-guide-mailings.mjs';
import { drawRegister } from './draw-guide-register.mjs';
import { drawDecisions, drawMany, drawTrouble } from './draw-guide-decisions.mjs';

const desk = { viewport: { width: 1280, height: 800 } };

/**
 * The pictures of docs/guide-secretariat.md, on the demonstration as it is loaded: first what is only looked at, then
 * what is decided.
 */
export async function drawGuide({ visit, shoot }, product) {
  const sitDown = async (index) => {
    const visitor = await visit(desk);
    await signInToOffice(visitor, product.office, printedSignIn(product.said(), 'Back office', index));
    return new Desk(visitor.page, product.office, (piece, name, options) => shoot(piece, `guide-${name}`, options));
  };
  const nadine = await sitDown(0);
  await drawQueue(nadine);
  await drawRequest(nadine);
  await drawWords(nadine);
  await drawEntry(nadine);
  await drawRegister(nadine);
  await drawColleague(nadine, () => sitDown(1));
  await drawTrouble(nadine);
  await drawMany(nadine);
  await drawDecisions(nadine);
  await drawMailings(nadine);
  await nadine.leave();
  // The treasurer, whose role the mailings are for.
  await drawReader({ visit, shoot }, product, printedSignIn(product.said(), 'Extranet', 1));
}

/** The list, filters that are kept, the palette and the help. */
async function drawQueue(at) {
  const { page } = at;
  await at.list();
  await at.drawTall('queue', undefined, 1080);
  await page.getByLabel('Type de demande').selectOption({ label: 'Nouveau membre' });
  await page.getByText('Plus de filtres').click();
  await page.getByLabel('Constats').selectOption({ label: 'Avec un constat bloquant' });
  await page.getByRole('button', { name: 'Enregistrer cette vue' }).click();
  await page.getByLabel('Nom de la vue').fill('Membres à trancher');
  await page.getByLabel('La partager').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('link', { name: /^Membres à trancher/ }).waitFor();
  await at.calm();
  await at.draw('view', page.locator('.queue-pane'));
  await at.list();
  await at.press('Control+k');
  const palette = await at.dialog('Tout trouver');
  await palette.getByRole('combobox').fill('guiral');
  await palette.getByText('Centre scolaire').first().waitFor();
  await at.draw('palette', palette);
  await at.closeDialog();
  await at.press('?');
  await at.draw('help', await at.dialog('Aide'));
  await at.closeDialog();
}

/** One request, what stands in its way, and what its parts are. */
async function drawRequest(at) {
  const { page } = at;
  await at.read(/Baptiste Rensonnet/);
  await at.draw('request');
  await at.draw('plan', page.getByRole('region', { name: 'Décision' }));
  await page.getByRole('button', { name: /^Corriger.* Adresse mail/ }).click();
  const correct = await at.dialog('Corriger une réponse');
  await correct.getByRole('textbox').first().waitFor();
  await at.draw('pencil', correct);
  await at.closeDialog();
  await at.read(/Monique Evrart/);
  await at.draw('findings', page.locator('.request-part').filter({ hasText: 'Constats' }));
  await at.read(/Cédric Wilmart/);
  await at.press('e');
  const envoi = await at.dialog('Approuver tout l’envoi');
  await envoi.getByRole('button', { name: /^Approuver les/ }).waitFor();
  await at.drawTall('envoi', envoi);
  await at.closeDialog();
  await at.read(/Le PO/, '?etat=de-cote');
  await at.other('Approuver une partie');
  const part = await at.dialog('Approuver une partie');
  await part.getByRole('checkbox').first().check();
  await at.draw('part', part);
  await at.closeDialog();
}

/** What is written: a refusal, a question, a day, a note. */
async function drawWords(at) {
  const { page } = at;
  await at.read(/Cédric Wilmart/);
  await at.press('r');
  const refuse = await at.dialog('Refuser cette demande');
  await refuse.getByLabel('Partir d’un modèle').selectOption({ label: 'Pas encore élu·e' });
  await at.draw('refuse', refuse);
  await refuse.getByRole('button', { name: 'Voir le mail' }).click();
  const mail = refuse.getByRole('status', { name: 'Aperçu du mail' });
  await mail.getByText('Cédric Wilmart').waitFor();
  await at.drawTall('mail', mail.locator('pre'));
  await refuse.getByLabel('Raison du refus').fill('');
  await at.closeDialog();
  await at.press('c');
  const ask = await at.dialog('Demander une correction');
  await ask.getByRole('checkbox', { name: /^Date de naissance/ }).check();
  const question = ask.getByLabel('Votre question : Date de naissance');
  await question.fill('Est-ce bien 1983 ? La lettre de l’assemblée générale dit 1993.');
  await at.drawTall('correction', ask);
  await question.fill('');
  await ask.getByRole('checkbox', { name: /^Date de naissance/ }).uncheck();
  await at.closeDialog();
  await at.press('s');
  const aside = await at.dialog('Mettre de côté');
  await aside.getByLabel('Pourquoi').fill('Le procès-verbal arrive par la poste.');
  await at.draw('aside', aside);
  await aside.getByLabel('Pourquoi').fill('');
  await at.closeDialog();
  await at.press('n');
  const notes = page.locator('.request-part').filter({ has: page.getByRole('heading', { name: /^Notes/ }) });
  await notes.getByLabel('Votre note').fill('Vu au téléphone avec la présidente : l’élection a bien eu lieu. ');
  await notes.getByRole('button', { name: '@Bertrand Sarlet' }).click();
  await notes.getByText('Sera prévenu·e').waitFor();
  await at.draw('note', notes);
  await notes.getByRole('button', { name: 'Ajouter la note' }).click();
  await notes.getByRole('blockquote').waitFor();
}

/** What came by telephone, up to what changes. */
async function drawEntry(at) {
  const { page } = at;
  await at.go('/saisie', 'Saisir une demande');
  await page.getByRole('button', { name: 'Choisir le PO' }).click();
  const picker = await at.dialog('Quel PO');
  await picker.getByRole('searchbox').fill('guiral');
  await picker.getByRole('button', { name: /Saint-Guiral/ }).click();
  await page.getByLabel('Membre du PO').selectOption({ index: 1 });
  await page.getByLabel('Par téléphone').check();
  await at.calm();
  await at.drawTall('entry', undefined, 1160);
}

/** Two people on one request. */
async function drawColleague(at, sitDown) {
  const other = await sitDown();
  await other.read(/Baptiste Rensonnet/);
  await other.press('r');
  await (await other.dialog('Refuser cette demande')).waitFor();
  await at.read(/Baptiste Rensonnet/);
  await at.page.getByRole('status', { name: 'Qui d’autre est ici' }).getByText('Bertrand Sarlet').waitFor();
  await at.drawTop('colleague', 260);
  await other.closeDialog();
  await other.go('/avis', 'Mes avis');
  await other.page.getByRole('heading', { name: /mentionné/ }).waitFor();
  await other.drawTall('notices', undefined, 1240);
  await other.leave();
}
