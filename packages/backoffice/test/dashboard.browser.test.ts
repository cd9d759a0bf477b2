import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { addDays, formatDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { mondayOf } from '@guichet/shared/domain/weeks';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { lookAt } from './look-at.ts';
import { startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';
import { writeScenario } from './scenario.ts';

jest.setTimeout(180_000);

const today = todayInBrussels(new Date());

describeWithBrowser()('the dashboard and the list of people', () => {
  let office: TestOffice;
  let site: OfficeSite;

  beforeAll(async () => {
    office = await startTestOffice();
    const { exemple } = await writeScenario(office);
    const alone = await office.build.person({ firstName: 'Aline', lastName: 'Sanscompte' });
    await office.build.mandate(alone.id, exemple.id, { from: '2024-01-01', to: null }, ['administrator']);
    // One that was decided last week, two working days after it came.
    const sql = office.database.sql('migrator');
    const lastTuesday = addDays(mondayOf(today), -6);
    await sql`
      update change_request set state = 'rejected', created_at = ${`${lastTuesday}T09:00:00Z`}, settled_at = ${`${addDays(lastTuesday, 2)}T09:00:00Z`}
      where id = (select id from change_request where state = 'submitted' order by id limit 1)`;
    site = await openOfficeSite(office);
  }, 180_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  test('lead from a number to its list, by the table behind each chart', async () => {
    const page = await site.enter('/demandes');
    await page.locator('.queue-pane').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByRole('heading', { name: 'Tableau de bord', level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Demandes reçues' }).waitFor();
    await page.locator('summary', { hasText: 'Demandes reçues par semaine' }).click();
    await page.locator('summary', { hasText: 'Délais des demandes traitées' }).click();
    await lookAt(page, 'pilotage');
    const [from, to] = [addDays(mondayOf(today), -7), addDays(mondayOf(today), -1)];
    const week = `du ${formatDate(from)} au ${formatDate(to)}`;
    await page.getByRole('link', { name: new RegExp(`^1 .traitées ${week}`) }).click();
    await page.waitForURL(new RegExp(`etat=terminees&closes=${from}_${to}`));
    await page.locator('.queue-row').first().waitFor();
    expect(await page.locator('.queue-row').count()).toBe(1);

    await page.goBack();
    await page.getByRole('link', { name: '26 semaines' }).click();
    await page.waitForURL(/semaines=26/);
    await page.locator('summary', { hasText: 'Demandes reçues par semaine' }).waitFor();

    const president = page.getByRole('row', { name: /Trésorier·ère/ });
    await president.getByRole('link', { name: /sans/ }).click();
    await page.waitForURL(/\/po\?sans=treasurer/);
    await page.getByLabel('Rôle que personne ne tient').waitFor();
    await page.locator('[data-row]').first().waitFor();
  });

  test('people are listed by name and narrowed by account and role, without the mouse too', async () => {
    const page = await site.enter('/demandes');
    await page.locator('.queue-pane').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Personnes', level: 1 }).waitFor();
    const rows = page.locator('#personnes [data-row]');
    await rows.first().waitFor();
    await lookAt(page, 'personnes');
    await page.getByLabel('Compte', { exact: true }).selectOption('aucun compte');
    await page.waitForURL(/compte=aucun/);
    await page.getByRole('row', { name: /Aline Sanscompte.*Administrateur.*aucun compte/ }).waitFor();
    await page.getByLabel('Compte', { exact: true }).selectOption('rebondi');
    await page.getByText('Personne ne correspond à ces filtres').waitFor();
    await lookAt(page, 'personnes-aucune');
    await page.getByLabel('Compte', { exact: true }).selectOption('');
    await rows.first().waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('j');
    const name = await rows.first().innerText();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  });
});
