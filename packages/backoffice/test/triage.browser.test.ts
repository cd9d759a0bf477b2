import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import type { Page } from 'playwright-core';
import { addStaff, startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';
import { newcomer } from './samples.ts';
import { writeScenario } from './scenario.ts';

jest.setTimeout(240_000);

/** A morning of the secretariat. After the sign-in nothing is ever clicked. */
describeWithBrowser()('ten mixed requests', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let scenario: Awaited<ReturnType<typeof writeScenario>>;
  let page: Page;
  let second: string[];

  beforeAll(async () => {
    office = await startTestOffice();
    scenario = await writeScenario(office);
    await addStaff(office.database, 'Magali Collègue', 'secretariat');
    const asked = (firstName: string, birthDate: string) => ({
      type: 'new-member',
      payload: {
        ...newcomer,
        ...{ firstName, birthDate, lastName: 'Duo', roles: ['administrator'] },
        email: `${firstName.toLowerCase()}.duo@membres.example`,
      },
    });
    const id = await office.rig.submit('new-member', newcomer, scenario.croquis.id, {
      requests: [asked('Agathe', '1981-02-03'), asked('Basile', '1982-03-04')],
    });
    const rows = await office.database.sql('migrator')<{ id: string }[]>`
      select id from change_request where submission_id = (select submission_id from change_request where id = ${id})
      order by position`;
    second = rows.map((row) => row.id);
    for (const each of second) await office.arrive(each);
    site = await openOfficeSite(office, { undoDelay: 600 });
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  const press = (key: string) => page.keyboard.press(key);
  const type = (text: string) => page.keyboard.type(text);
  const heading = (name: RegExp) => page.getByRole('heading', { name, level: 1 });
  const look = async () => expect(await axeViolations(page)).toEqual([]);
  const stateOf = async (id: string) => (await office.rig.requestOf(id)).state;

  /** Walks with Tab until the focus stands on what bears these words. */
  async function tabTo(words: RegExp): Promise<void> {
    for (let n = 0; n < 120; n += 1) {
      await press('Tab');
      const text = await page.evaluate(() => {
        const on = document.activeElement as HTMLElement | null;
        if (!on?.matches('a, button, input, textarea, summary')) return '';
        const label = on instanceof HTMLInputElement || on instanceof HTMLTextAreaElement ? on.labels?.[0] : null;
        return `${on.innerText} ${label?.innerText ?? ''} ${on.getAttribute('aria-label') ?? ''}`;
      });
      if (words.test(text)) return;
    }
    throw new Error(`Tab never came to ${words}.`);
  }

  /** The key that approves leads to each tick that is missing; ticked, it approves, and the focus may still be there. */
  async function approve(then: RegExp | null): Promise<void> {
    const before = page.url();
    for (let n = 0; n < 8 && page.url() === before; n += 1) {
      await press('a');
      const onTick = await page.evaluate(
        () => document.activeElement?.matches('input[type="checkbox"]:not(:checked)') ?? false,
      );
      if (onTick) await press('Space');
      else await page.waitForURL((url) => url.href !== before, { timeout: 10_000 });
    }
    if (then) await heading(then).waitFor();
  }

  test('are triaged by the keyboard alone', async () => {
    page = await site.enter('/demandes');
    await page.locator('.queue-row').nth(9).waitFor();

    // 1. What failed stands first: back to the queue, then approved on today's plan.
    await press('j');
    await heading(/Béatrice Collard/).waitFor();
    await press('t');
    await page.getByRole('button', { name: /^Approuver A$/ }).waitFor();
    await look();
    await approve(/Jeanne Lambert/);
    expect(await stateOf(scenario.failed)).toBe('approved');

    // 2. Warnings are ticked on the way.
    await approve(/Thérèse Noël/);
    expect(await stateOf(scenario.newMember)).toBe('approved');

    // 3. Taken, approved, taken back, approved again.
    // The heading stands before the rest of the request is read: its keys work from then on.
    await page.locator('.triage-who', { hasText: 'À personne' }).waitFor();
    await press('m');
    await page.locator('.triage-who', { hasText: 'À vous' }).waitFor();
    await approve(/Paul Exemple/);
    await press('u');
    await heading(/Thérèse Noël/).waitFor();
    await page.getByRole('button', { name: /^Approuver A$/ }).waitFor();
    expect(await stateOf(scenario.simple)).toBe('submitted');
    await approve(/Paul Exemple/);
    expect(await stateOf(scenario.simple)).toBe('approved');

    // 4. A note that names a colleague, then approved.
    await press('n');
    await page.getByLabel('Votre note').waitFor();
    await type('@Magali Collègue : parti en bons termes.');
    await press('Control+Enter');
    await page.locator('.request-note').waitFor();
    await approve(/Claire Dupon/);
    expect(await stateOf(scenario.leaving)).toBe('approved');

    // 5. Refused with a reason.
    await press('r');
    await page.getByLabel('Raison du refus').waitFor();
    await type('Nous ne connaissons personne de ce nom.');
    await press('Control+Enter');
    await heading(/Odile Petit/).waitFor();
    expect(await stateOf(scenario.ambiguous)).toBe('rejected');

    // 6. The PO was typed by hand: it is chosen, then the request is approved.
    // Enter on the row goes into the request.
    await press('Enter');
    await tabTo(/écoles libres du Croquis/);
    await press('Enter');
    await page.getByText(/^PO choisi/).waitFor();
    await look();
    await approve(/Institut/);
    expect(await stateOf(scenario.typedPo)).toBe('approved');

    // 7. A question about one answer.
    await press('c');
    await page.getByRole('dialog', { name: 'Demander une correction' }).waitFor();
    await tabTo(/Nouveau nom|Nom du PO/);
    await press('Space');
    await tabTo(/Votre question : /);
    await type('Depuis quand ce nom ?');
    await tabTo(/Envoyer la question/);
    await press('Enter');
    await page
      .getByText(/^Correction demandée/)
      .first()
      .waitFor();
    expect(await stateOf(scenario.poChange)).toBe('correction_requested');

    // 8. Done by hand.
    await press('h');
    await page.getByLabel('Ce qui a été fait').waitFor();
    await type('Réponse donnée par téléphone.');
    await press('Control+Enter');
    await heading(/Agathe Duo/).waitFor();
    expect(await stateOf(scenario.freeText)).toBe('applied');

    // 9 and 10. Two requests of one envoi, in one act.
    await press('e');
    await page.getByRole('dialog', { name: 'Approuver tout l’envoi' }).waitFor();
    await page.getByRole('button', { name: 'Approuver les 2 demandes' }).waitFor();
    await look();
    for (let n = await page.getByRole('dialog').getByRole('checkbox').count(); n > 0; n -= 1) {
      const onTick = await page.evaluate(() => document.activeElement?.matches('input[type="checkbox"]') ?? false);
      if (!onTick) await tabTo(/J’ai vu/);
      await press('Space');
      if (n > 1) await tabTo(/J’ai vu/);
    }
    await tabTo(/Approuver les 2 demandes/);
    await press('Enter');
    await page.getByText('Rien à traiter. Bravo.').waitFor();
    for (const id of second) expect(await stateOf(id)).toBe('approved');
    await look();
  });
});
