import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Mailer } from '@guichet/shared/mail/mailer';
import { createHandlers } from '@guichet/shared/queue/handlers';
import { runDue } from '@guichet/shared/queue/run-due';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { insertMailing } from '@guichet/shared/testing/mailing-builder';
import { insertRecipients } from '@guichet/shared/testing/mailing-crowd';
import { testContext } from '@guichet/shared/testing/register-builder';
import type { Page } from 'playwright-core';
import { addStaff, startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(180_000);

/** Two of the secretariat send a courrier together. The worker is stood in for by `work`. */
describeWithBrowser()('a courrier under two pairs of eyes', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let mailingId: string;
  let colleague: Awaited<ReturnType<typeof addStaff>>;
  let refused = '';
  let paused: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    office = await startTestOffice();
    await insertRecipients(office.database, 12);
    colleague = await addStaff(office.database, 'Ghislaine Delvaux', 'secretariat');
    const mailing = await insertMailing(office.database.db('migrator'), office.secretariat.actor, {
      subject: 'Comptes annuels',
    });
    mailingId = mailing.id;
    site = await openOfficeSite(office, { fourEyes: true });
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  const mailer: Mailer = {
    async send({ to }) {
      // The staff are written to as well: of what they ask and decide.
      if (/^r\d+@/.test(to.address)) {
        const act = paused;
        paused = undefined;
        await act?.();
      }
      if (to.address === refused) return { result: 'refused', responseCode: 550, words: '5.7.1 policy' };
      return { result: 'sent', responseCode: 250 };
    },
    closedForMs: () => 0,
    deadlineSeconds: 1,
    interrupt: () => {},
    close: async () => {},
  };
  async function work(): Promise<void> {
    const ctx = testContext(office.database.db('worker'), SYSTEM_ACTOR);
    const handlers = createHandlers({
      ...{ intakeUrl: 'http://f.example', extranetUrl: 'http://e.example', backofficeUrl: 'http://b.example' },
      settingDefaults: { 'mailing-rate': 0, 'mailing-domain-rate': 0 },
    });
    const worker = { ...ctx, tokenKeys: ['k'.repeat(32)], singleHolderRoles: [], fourEyes: true, mailer };
    await runDue(worker, handlers, new Date(Date.now() + 5_000));
  }
  const look = async (page: Page, name: string) => {
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  };

  test('is submitted, approved, paused, resumed, and shows what became of each', async () => {
    const writer = await site.enter(`/courriers/${mailingId}?etape=envoi`, { viewport: { width: 360, height: 740 } });
    await writer.getByText('12 personnes reçoivent').waitFor();
    await look(writer, 'envoi-360');
    await writer.getByRole('button', { name: 'Soumettre à un·e collègue' }).click();
    await look(writer, 'envoi-confirmer');
    await writer.getByRole('dialog').getByRole('button', { name: 'Soumettre à un·e collègue' }).click();
    await writer.getByText('c’est à un·e collègue de l’approuver').waitFor();

    const page = await site.enter(`/courriers/${mailingId}`, {
      email: colleague.email,
      viewport: { width: 1280, height: 900 },
    });
    await page.getByText('Ce courrier attend une deuxième paire d’yeux').waitFor();
    await look(page, 'envoi-collegue');
    await page.getByRole('button', { name: 'Approuver et envoyer à 12 personnes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Envoyer à 12 personnes' }).click();
    await page.getByRole('heading', { name: 'Suivi' }).waitFor();

    // Paused by the press of the button, with one mail on its way.
    refused = 'r3@d3.example';
    paused = async () => {
      // Once the page knows that mails leave: what it knew before is another version.
      await page.getByRole('progressbar', { name: 'Avancement de l’envoi' }).waitFor();
      await page.getByRole('button', { name: 'Mettre en pause' }).click();
      await page.getByRole('button', { name: 'Reprendre l’envoi' }).waitFor();
    };
    await work();
    // Whoever follows it looks again, and tells the page.
    await work();
    await page.getByText('En pause : rien ne part').waitFor();
    await page
      .locator('.mailing-fates')
      .getByText(/envoyé/)
      .waitFor();
    await look(page, 'suivi-pause');
    await page.getByRole('button', { name: 'Reprendre l’envoi' }).click();
    await page.getByRole('button', { name: 'Mettre en pause' }).waitFor();
    await work();
    await work();
    await page.locator('.mailing-fates').getByText('11 envoyés').waitFor();
    await page.locator('.mailing-fates').getByText('1 refusé').waitFor();
    await page.getByLabel('Ce que le mail est devenu').selectOption('failed');
    await page.getByRole('listitem').filter({ hasText: 'r3@d3.example' }).waitFor();
    await look(page, 'suivi-1280');
    await page.setViewportSize({ width: 360, height: 740 });
    await look(page, 'suivi-360');
    refused = '';
    await page.getByRole('button', { name: /^Renvoyer à / }).click();
    await page.locator('.mailing-fates').getByText('1 à envoyer').waitFor();
    await work();
    await page.locator('.mailing-fates').getByText('12 envoyés').waitFor();
  });
});
