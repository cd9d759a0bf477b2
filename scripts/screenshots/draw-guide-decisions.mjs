/** What failed, what is taken back, what was asked twice, and mails that did not arrive. */
export async function drawTrouble(at) {
  const { page } = at;
  await at.read(/Luc Charlier/, '?etat=en-echec');
  await at.draw('failed');
  await at.go('/taches', 'Tâches');
  await page.getByRole('button', { name: /^Renvoyer/ }).waitFor();
  await at.draw('tasks');
  await at.read(/Solange Thirionet/, '?etat=terminees');
  await page.getByRole('button', { name: 'Annuler ce qui a été fait' }).click();
  const revert = await at.dialog('Annuler ce qui a été fait');
  await revert.getByLabel('Pourquoi l’annuler').fill('L’élection a été annulée par l’assemblée générale.');
  await revert.getByRole('button', { name: 'Préparer l’annulation' }).click();
  await page.getByText('Cette demande en annule une autre').waitFor();
  await at.calm();
  await at.draw('revert');
  await at.read(/Baptiste Rensonnet/, '?etat=terminees');
  await page.getByRole('button', { name: 'Annuler la fusion' }).click();
  await at.other('Même demande qu’une autre');
  const merge = await at.dialog('Même demande qu’une autre');
  await merge.getByRole('button', { name: 'Fusionner' }).waitFor();
  await at.drawTall('merge', merge);
  await merge.getByRole('button', { name: 'Fusionner' }).click();
  await page
    .getByText(/^Fusionnée/)
    .first()
    .waitFor();
}

/** Many at once: ticks, what would happen, what did. */
export async function drawMany(at) {
  const { page } = at;
  await at.list();
  for (const name of [/Georges Goffin/, /Véronique Dubuisson/, /Cédric Wilmart/, /Monique Evrart/])
    await page.getByRole('checkbox', { name }).check();
  await at.calm();
  await at.draw('ticks', page.locator('.queue-pane'));
  const bar = page.getByRole('group', { name: 'Pour les demandes cochées' });
  await bar.getByRole('button', { name: 'Approuver' }).click();
  const approve = page.getByRole('dialog');
  await approve.getByRole('heading', { name: /ser(a|ont) approuvée/ }).waitFor();
  await at.draw('lot-before', approve);
  await at.closeDialog();
  await bar.getByRole('button', { name: 'Attribuer' }).click();
  await page.getByLabel('À qui ?').selectOption({ label: 'Moi' });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Attribuer/ })
    .click();
  await page.getByRole('link', { name: /^Attribuer 4/ }).click();
  await page.getByText(/^4 attribuées/).waitFor();
  await page.getByRole('main').getByRole('listitem').nth(3).waitFor();
  await at.calm();
  await at.draw('lot-after');
}

/** An approval that can still be taken back. */
export async function drawDecisions(at) {
  const { page } = at;
  await at.read(/Georges Goffin/);
  await at.press('a');
  const last = page.getByRole('region', { name: 'Dernière décision' });
  await last.getByText(/appliquée dans \d+ s/).waitFor();
  await at.draw('undo');
  await at.press('u');
  await page.getByRole('heading', { name: /Georges Goffin/ }).waitFor();
}
