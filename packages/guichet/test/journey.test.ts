import { addDays, type CivilDate, formatDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser } from '@guichet/shared/testing/launch-browser';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  type Envoi,
  fillAddress,
  fillName,
  fillNewMember,
  fillRemoval,
  type NewMember,
  sendEnvoi,
  unfold,
} from './journey/form-path.ts';
import { laterMailTo, linkIn, mailsTo, mailTo } from './journey/mails.ts';
import { activate, prefetch, signInToExtranet } from './journey/member-path.ts';
import { approve, openRequest, resendActivation, seeApplied, signInToOffice } from './journey/office-path.ts';
import { printedSignIn, type RunningProduct, startTheProduct } from './journey/running-product.ts';
import { type Visit, visit } from './journey/visit.ts';

const PO = 'Écoles du Bois-Brillant';
const PASSWORD = 'onze chaises dans le verger';
const today = todayInBrussels(new Date());

const president = { name: 'Wivine Hautekiet', email: 'wivine.hautekiet@courriel.example', function: 'Présidente' };
const treasurer: NewMember = {
  firstName: 'Ghislaine',
  lastName: 'Quertinmont',
  birthDate: '1958-07-19',
  email: 'ghislaine.quertinmont@courriel.example',
  phone: '0470 12 34 56',
  address: { street: 'Rue du Baty', number: '17', postcode: '6900', locality: 'Marche-en-Famenne' },
  startDate: addDays(today, -40),
  roles: ['Administrateur·rice', 'Trésorier·ère'],
};
const adviser: NewMember = {
  ...treasurer,
  firstName: 'Auguste',
  lastName: 'Spirlet-Vandormael',
  birthDate: '1966-02-11',
  email: 'auguste.spirlet@boite.example',
  roles: ['Conseiller·ère en prévention'],
};

/** The whole job on the built product, as the people who do it see it. Each test goes on where the last one stopped. */
describeWithBrowser()('from the public form to the extranet', () => {
  let product: RunningProduct;
  let browser: Browser;
  let staff: { login: string; password: string };
  let office: Visit;
  let member: Visit;
  let newcomer: string;
  let stopped = false;
  const asked: string[] = [];

  beforeAll(async () => {
    [product, browser] = await Promise.all([
      startTheProduct({ UNDO_DELAY: '1', MIN_FILL_SECONDS: '0' }),
      launchBrowser(),
    ]);
    staff = printedSignIn(product.said(), 'Back office');
    office = await visit(browser, { viewport: { width: 1440, height: 900 } });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 60_000);

  /** A step of the path: once one failed, the others would only wait for what cannot come. */
  function step(name: string, walk: () => Promise<void>): void {
    test(name, async () => {
      if (stopped) throw new Error('An earlier step of the path failed.');
      stopped = true;
      await walk();
      stopped = false;
    }, 180_000); // Generous: the machine may be doing much besides.
  }
  /** Sends an envoi from a browser of its own, as most people do: once, from a phone, with or without JavaScript. */
  async function send(envoi: Envoi, javaScriptEnabled = false): Promise<string> {
    const form = await visit(browser, { viewport: { width: 360, height: 780 }, javaScriptEnabled });
    const reference = await sendEnvoi(form, product.form, envoi);
    await form.leave();
    asked.push(...form.addresses);
    return reference;
  }
  async function decide(reference: string, plan: readonly (string | RegExp)[]): Promise<void> {
    await openRequest(office, reference, 'À traiter');
    await approve(office, plan);
    await seeApplied(office, reference, 'Nadine Quévrain');
  }
  async function activationLink(email: string): Promise<string> {
    return linkIn(await mailTo(product.mails, email, /^Activez votre accès/), product.extranet);
  }

  step('a president announces a new member without JavaScript and follows the envoi', async () => {
    newcomer = await send({
      door: 'Annoncer un nouveau membre',
      search: 'bois brillant',
      po: PO,
      fill: (page) => fillNewMember(page, treasurer),
      submitter: { ...president, message: 'Décidé à notre assemblée générale.' },
    });
    const acknowledgement = await mailTo(product.mails, president.email, new RegExp(newcomer));
    expect(acknowledgement.text).not.toContain(treasurer.lastName);

    const reader = await visit(browser, { javaScriptEnabled: false });
    await reader.page.goto(linkIn(acknowledgement, product.form));
    await reader.page.getByRole('heading', { name: 'Où en est votre demande' }).waitFor();
    await reader.look();
    await reader.page.getByRole('button', { name: 'Confirmer mon adresse mail' }).click();
    await reader.page.getByText('Votre adresse mail est confirmée.').waitFor();
    await reader.page.getByText('Reçue').first().waitFor();
    await reader.look();
    await reader.leave();
  });

  step('the secretariat reads the plan, ticks what it has seen and approves; the worker applies it', async () => {
    await signInToOffice(office, product.office, staff);
    await decide(newcomer, [
      'Une personne sera créée',
      `Mandat ouvert le ${formatDate(treasurer.startDate)}`,
      /devient trésorier/,
      `Mail d’activation à ${treasurer.email}`,
    ]);
    const answer = await mailTo(product.mails, president.email, /tout est traité/);
    expect(linkIn(answer, product.form)).toContain(product.form);
  });

  step(
    'the new member activates the account without JavaScript, from a link that scanners opened, and reads the file',
    async () => {
      const link = await activationLink(treasurer.email);
      await prefetch(link, 100);
      member = await visit(browser, { viewport: { width: 360, height: 780 }, javaScriptEnabled: false });
      await activate(member, link, PASSWORD);
      const { page } = member;
      await page.getByRole('link', { name: /Documentation juridico-administrative/ }).waitFor();
      await page.getByRole('link', { name: new RegExp(PO) }).click();
      await page.getByRole('heading', { name: PO, level: 1 }).waitFor();
      await page.getByText('École des Quatre Sources').first().waitFor();
      const own = page.getByRole('row', {
        name: new RegExp(`^${treasurer.firstName} ${treasurer.lastName} \\(vous\\)`),
      });
      expect(await own.innerText()).toContain(`par la demande ${newcomer}`);
      expect(await own.innerText()).toContain('Trésorier·ère');
      await member.look();

      const late = await visit(browser);
      await late.page.goto(link);
      await late.page.getByRole('heading', { name: 'Ce lien ne fonctionne plus' }).waitFor();
      await late.look();
      await late.leave(/410/);
    },
  );

  step('a second member joins the same way with JavaScript', async () => {
    const reference = await send(
      {
        door: 'Annoncer un nouveau membre',
        search: 'quatre sources',
        po: PO,
        fill: (page) => fillNewMember(page, adviser),
        submitter: president,
      },
      true,
    );
    await decide(reference, ['Une personne sera créée', /devient conseiller en prévention/]);
    await activationLink(adviser.email);
  });

  step('who says that no mail came is sent another, whose link alone activates, with JavaScript', async () => {
    const lost = await activationLink(adviser.email);
    await resendActivation(office, PO, `${adviser.firstName} ${adviser.lastName}`);
    const link = linkIn(await laterMailTo(product.mails, adviser.email, /^Activez votre accès/, 1), product.extranet);
    expect(link).not.toBe(lost);
    const reader = await visit(browser);
    await reader.page.goto(lost);
    await reader.page.getByRole('heading', { name: 'Ce lien ne fonctionne plus' }).waitFor();
    await activate(reader, link, PASSWORD);
    await reader.page.getByRole('link', { name: new RegExp(PO) }).click();
    await reader.page.getByRole('heading', { name: PO, level: 1 }).waitFor();
    await reader.look();
    await reader.leave(/410/);
  });

  step('a departure ends the mandate on its day, past, present or to come, and closes the account', async () => {
    const [leavesToday, leavesLater] = await plainMembers(member);
    const departures: { name: string; endDate: CivilDate; reason: string }[] = [
      { name: `${adviser.firstName} ${adviser.lastName}`, endDate: addDays(today, -1), reason: 'Démission' },
      { name: leavesToday, endDate: today, reason: 'Fin de mandat' },
      { name: leavesLater, endDate: addDays(today, 60), reason: 'Autre' },
    ];
    for (const leaver of departures) {
      const reference = await send({
        door: 'Annoncer un départ',
        search: 'marche-en-famenne',
        po: PO,
        fill: (page) => fillRemoval(page, leaver),
        submitter: president,
      });
      await decide(reference, [`se termine le ${formatDate(leaver.endDate)}`]);
    }

    const { page } = member;
    await page.reload();
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
    expect(await row(departures[0]?.name ?? '').count()).toBe(0);
    expect(await row(leavesToday).innerText()).toContain(`au ${formatDate(today)}`);
    expect(await row(leavesLater).innerText()).toContain(`au ${formatDate(addDays(today, 60))}`);

    await mailTo(product.mails, adviser.email, /accès .* est fermé/);
    const reader = await visit(browser, { javaScriptEnabled: false });
    await signInToExtranet(reader, product.extranet, adviser.email, PASSWORD);
    await reader.page.getByRole('heading', { name: 'Votre accès est fermé' }).waitFor();
    await reader.look();
    await reader.leave(/403/);
  });

  step('a new e-mail and a new address of the PO show in the file, each with its request', async () => {
    const newEmail = 'g.quertinmont@maison.example';
    const mailChange = await send({
      door: 'Modifier les données d’un membre',
      search: 'bois brillant',
      po: PO,
      fill: async (page) => {
        await fillName(page, `${treasurer.firstName} ${treasurer.lastName}`);
        await unfold(page, 'Coordonnées');
        await page.getByLabel('Nouvelle adresse mail').fill(newEmail);
      },
      submitter: president,
    });
    await decide(mailChange, [newEmail]);
    const poChange = await send({
      door: 'Modifier les données du PO',
      search: 'bois brillant',
      po: PO,
      fill: async (page) => {
        await unfold(page, 'Adresse du PO');
        const address = {
          street: 'Rue du Four à Chaux',
          number: '4',
          postcode: '6900',
          locality: 'Marche-en-Famenne',
        };
        await fillAddress(page.getByRole('group', { name: /^Nouvelle adresse du PO/ }), address);
      },
      submitter: president,
    });
    await decide(poChange, ['Rue du Four à Chaux']);

    const { page } = member;
    await page.reload();
    const value = (label: string, section: string) =>
      page.getByRole('region', { name: section }).getByRole('definition').filter({ hasText: label }).innerText();
    expect(await value('Rue du Four à Chaux', 'Identité')).toContain(`par la demande ${poChange}`);
    expect(await value(newEmail, 'Mes données')).toContain(`par la demande ${mailChange}`);
    // Until the new address is confirmed, the old one signs in.
    await page.getByText(`connectez-vous avec ${treasurer.email}`).waitFor();
    await mailTo(product.mails, newEmail, /Confirmez votre nouvelle adresse/);
    await member.look();
  });

  step('a former member is handed all that is kept, and is then erased', async () => {
    const { page, look } = office;
    const name = `${adviser.firstName} ${adviser.lastName}`;
    await page.goto(`${product.office}/po`);
    await page.getByRole('link', { name: new RegExp(PO) }).click();
    await page.getByText(/mandats? terminés?$/).click();
    await page.locator('summary').filter({ hasText: name }).click();
    await page.getByRole('link', { name: `Ses données (accès, effacement) : ${name}` }).click();
    await page.getByLabel(/Je suis sûr·e que la demande vient d’elle/).check();
    await page.getByRole('button', { name: 'Préparer le document' }).click();
    await page.getByRole('heading', { name: `Données à caractère personnel : ${name}` }).waitFor();
    await page.getByRole('article').getByText(adviser.email).first().waitFor();
    await look();
    await page.getByRole('button', { name: 'Effacer…' }).click();
    for (const tick of await page.getByRole('dialog').getByRole('checkbox').all()) await tick.check();
    await page.getByRole('button', { name: 'Effacer définitivement' }).click();
    await page.getByText('L’effacement est demandé').first().waitFor();
    await waitUntilErased(office);
  });

  step('whoever is looked for by name in every list stands in none of the addresses that are asked', async () => {
    const { page } = office;
    const lists = ['/demandes?etat=toutes', '/po', '/recherche', '/doublons', '/administration/journal'];
    for (const list of lists) {
      await page.goto(`${product.office}${list}`);
      const asking = page.waitForResponse(
        (answer) => answer.request().postData()?.includes(treasurer.lastName) ?? false,
      );
      await page.getByRole('searchbox').first().fill(treasurer.lastName);
      expect((await asking).status()).toBe(200);
    }
    await page.goto(`${product.office}/demandes`);
  });

  step('pages that say no repeat nothing of what they were asked', async () => {
    for (const site of [product.form, product.office, product.extranet]) {
      for (const canary of [treasurer.lastName, treasurer.email, treasurer.birthDate]) {
        const paths = [
          `/suivi/${canary}`,
          `/api/people/${canary}/data`,
          `/inconnu?nom=${canary}`,
          `/reinitialiser/${canary}`,
        ];
        for (const path of paths) {
          const answer = await fetch(`${site}${path}`, { headers: { Accept: 'text/html' } });
          expect({ site, path, repeats: (await answer.text()).includes(canary) }).toEqual({
            site,
            path,
            repeats: false,
          });
        }
      }
    }
  });

  step('no name, birth date or address of the people above is in a log, in the queue or in an address', async () => {
    await member.leave();
    // The first thing the office asks is who is there: nobody, yet.
    await office.leave(/401/);
    const places = new Map<string, string>([...product.logs()]);
    places.set('queue', (await product.queueRows()).join('\n'));
    places.set('addresses', [...asked, ...office.addresses, ...member.addresses].join('\n'));
    expect(places.get('queue')).toContain('outboxId');
    expect([...places.keys()]).toEqual(expect.arrayContaining(['intake-form.log', 'backoffice.log', 'worker.log']));

    const canaries = [treasurer, adviser].flatMap(({ lastName, birthDate, email }) => [
      lastName,
      email,
      birthDate,
      formatDate(birthDate),
    ]);
    const found = [...places].flatMap(([place, text]) =>
      canaries.filter((canary) => text.toLowerCase().includes(canary.toLowerCase())).map((canary) => [place, canary]),
    );
    expect(found).toEqual([]);
    expect(await mailsTo(product.mails, treasurer.email)).not.toEqual([]);
  });
});

/** Two members of the PO without a role that anybody would miss, with names of two words, as their colleague reads them. */
async function plainMembers({ page }: Visit): Promise<[string, string]> {
  const rows = await page
    .getByRole('row')
    .filter({ hasText: 'Administrateur·rice' })
    .getByRole('rowheader')
    .allInnerTexts();
  // Below the name stands the way to ask for a change.
  const names = rows.map((text) => text.split('\n')[0]?.trim() ?? '');
  const [first, second] = names.filter((name) => /^\S+ \S+$/.test(name));
  if (!first || !second) throw new Error(`Too few plain names among: ${rows.join(', ')}`);
  return [first, second];
}

/** The worker does it within the minute; the page says so when it is looked at again. */
async function waitUntilErased({ page }: Visit): Promise<void> {
  const erased = page.getByText('Cette personne est déjà effacée.');
  const deadline = Date.now() + 15_000;
  for (;;) {
    await page.reload();
    await page.getByRole('heading', { name: 'Ce qui est effacé' }).waitFor();
    if (await erased.isVisible()) return;
    if (Date.now() > deadline) throw new Error('The person is not erased.');
  }
}
