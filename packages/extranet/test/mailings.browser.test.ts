import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { unsubscribeUrlOf } from '@guichet/shared/mail/mailings/unsubscribe-link';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { insertMember, insertPo, TEST_TOKEN_KEY } from '@guichet/shared/testing/register-rows';
import type { Page } from 'playwright-core';
import { BOTH_WIDTHS, type ExtranetSite, look, menuOf, openExtranetSite, typePassword } from './extranet-site.ts';
import { insertMailing } from './mailing-rows.ts';

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PO = 'PO Sainte-Aldegonde-en-Condroz ASBL';

describeWithBrowser()('what a member sees of mailings, in a browser', () => {
  let database: TestDatabase;
  let extranet: ExtranetSite;
  let poId: string;
  let member: Awaited<ReturnType<typeof insertMember>>;
  let leaving: string;
  let staying: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    extranet = await openExtranetSite(database);
    poId = await insertPo(db(), { fase: 900_801, name: PO });
    member = await insertMember(db(), { poId, firstName: 'Colette', roles: ['treasurer', 'secretary'] });
    const to = [{ personId: member.personId, reasons: [{ poId }, { poId, role: 'secretary' as const }] }];
    leaving = await letter({ subject: 'Comptes annuels : le modèle de cette année', to, body: await fullBody() });
    staying = await letter({ subject: 'Dépôt des comptes', kind: 'duty', to, at: new Date('2024-03-04T10:00:00Z') });
    for (let n = 1; n <= 32; n += 1) {
      const at = new Date(Date.UTC(2023, 0, n));
      await insertMailing(database, { subject: `Nouvelles ${n}`, to: [], reached: [poId], at });
    }
  });
  afterAll(async () => {
    await extranet.close();
    await database.close();
  });

  const db = () => database.db('admin');
  const sql = () => database.sql('admin');
  const wishes = async () =>
    (await sql()`select kind from mailing_opt_out where person_id = ${member.personId} order by kind`).map(
      ({ kind }) => kind as string,
    );

  /** Sends it, and answers the link at its foot. */
  async function letter(wanted: Parameters<typeof insertMailing>[1]): Promise<string> {
    const { id, mailOf } = await insertMailing(database, wanted);
    await sql()`
      insert into mailing_file_use (file_id, mailing_id, attached, place)
      select f.id, ${id}, f.kind = 'csv', 0 from mailing_file f where ${wanted.body !== undefined}`;
    return unsubscribeUrlOf([TEST_TOKEN_KEY], mailOf.get(member.personId) ?? '', extranet.site);
  }

  /** Everything that a text may hold, with an image and a file that are stored. */
  async function fullBody() {
    const [image, file] = [randomUUID(), randomUUID()];
    const staff = await insertMailing(database, { subject: 'Brouillon', state: 'draft', to: [] });
    for (const [id, name, kind, content] of [
      [image, 'plan.png', 'png', PIXEL],
      [file, 'modèle des comptes.csv', 'csv', Buffer.from('montant;10\n')],
    ] as const) {
      await sql()`insert into mailing_file (id, region_id, name, kind, bytes, sha256, content, uploaded_by, uploaded_at)
        select ${id}, region_id, ${name}, ${kind}, ${content.length}, ${id}, ${content}, created_by, now() from mailing where id = ${staff.id}`;
    }
    const text = (words: string, more: object = {}) => ({ type: 'text', text: words, ...more });
    const line = (...content: object[]) => ({ type: 'paragraph', content });
    const cells = (type: string, words: string[]) => ({
      type: 'tableRow',
      content: words.map((word) => ({ type, attrs: { colspan: 1, rowspan: 1 }, content: [line(text(word))] })),
    });
    const item = (...content: object[]) => ({ type: 'listItem', content: [line(...content)] });
    return {
      type: 'doc',
      content: [
        line(text('Bonjour '), { type: 'variable', attrs: { name: 'first-name' } }, text(',')),
        { type: 'heading', attrs: { level: 2 }, content: [text('Ce qui change')] },
        { type: 'bulletList', content: [item(text('Un modèle plus court.')), item(text('Un délai plus long.'))] },
        {
          type: 'table',
          content: [
            cells('tableHeader', ['Document', 'Pour quand', 'À qui']),
            cells('tableCell', ['Comptes annuels', '30 juin 2026', 'Greffe du tribunal de l’entreprise']),
          ],
        },
        { type: 'image', attrs: { fileId: image, alt: 'Le plan du modèle', decorative: false } },
        line(
          text('Tout est dans '),
          text('le guide des comptes', {
            marks: [{ type: 'link', attrs: { href: 'https://federation.example/comptes/guide-complet' } }],
          }),
          text('.'),
        ),
      ],
    };
  }

  async function heading(page: Page, name: string | RegExp): Promise<void> {
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  }
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  test('leaves a kind in one click of a mail and comes back, without JavaScript; a duty and a dead link say why not', async () => {
    const page = await extranet.visit({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
    await page.goto(leaving);
    await heading(page, 'Ne plus recevoir ces courriers');
    await look(page, { name: 'quitter' });
    await press(page, 'Ne plus recevoir ces courriers');
    await heading(page, 'Vous ne recevrez plus ces courriers');
    await look(page, { name: 'quitte' });
    expect(await wishes()).toEqual(['information']);
    await press(page, 'Recevoir de nouveau ces courriers');
    await heading(page, 'Vous recevrez de nouveau ces courriers');
    await look(page, { name: 'revenu' });
    expect(await wishes()).toEqual([]);

    await page.goto(staying);
    await heading(page, 'Ce courrier vous parvient toujours');
    expect(await page.getByText('on ne peut pas s’en désinscrire').count()).toBe(1);
    await look(page, { name: 'obligation' });

    await page.goto(`${extranet.site}/desinscription/${'x'.repeat(43)}`);
    await heading(page, 'Ce lien ne fonctionne plus');
    await look(page, { name: 'lien-mort' });
    await page.context().close();

    // A mail program: no cookie, no page, no token (RFC 8058).
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(leaving, { method: 'POST', body })).status).toBe(200);
    expect(await wishes()).toEqual(['information']);
  }, 240_000);

  test('chooses by kind what comes, reads what came, and finds it again, at both widths and in any light', async () => {
    const page = await extranet.visit({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${extranet.site}/connexion`);
    await typePassword(page, member.email);
    await (await menuOf(page)).getByRole('link', { name: 'Courriers' }).click();
    await heading(page, 'Courriers');
    expect(await page.getByRole('link', { name: /^Nouvelles/ }).count()).toBe(28);
    await look(page, { name: 'courriers', widths: BOTH_WIDTHS });
    await page.getByRole('link', { name: 'Plus anciens' }).click();
    await page.getByText('Page 2 sur 2').waitFor();
    expect(await page.getByRole('link', { name: /^Nouvelles/ }).count()).toBe(4);
    await page.getByLabel('Chercher un courrier par son objet').fill('comptes');
    await press(page, 'Chercher');
    await page.getByText('2 courriers pour').waitFor();

    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.getByRole('link', { name: /^Comptes annuels/ }).click();
    await heading(page, /Comptes annuels/);
    expect(await page.getByText('Bonjour Colette,').count()).toBe(1);
    expect(
      await page.getByRole('img', { name: 'Le plan du modèle' }).evaluate(async (image) => {
        const shown = image as unknown as { naturalWidth: number; decode(): Promise<void> };
        await shown.decode();
        return shown.naturalWidth;
      }),
    ).toBe(1);
    await look(page, { name: 'courrier', widths: BOTH_WIDTHS });

    await page.getByRole('link', { name: 'Choisir ce que je reçois' }).click();
    await heading(page, 'Ce que je reçois');
    await page.getByLabel('Informations et actualités').check();
    await page.getByLabel('Formations et rencontres').uncheck();
    await press(page, 'Enregistrer mes choix');
    await page.getByText('Vos choix sont enregistrés.').waitFor();
    await page.getByText(/Vous n’en recevez plus depuis le .*, comme vous l’avez choisi ici/).waitFor();
    expect(await page.getByText('on ne peut pas s’en désinscrire').count()).toBe(2);
    await look(page, { name: 'preferences', widths: BOTH_WIDTHS });
    expect(await wishes()).toEqual(['training']);
    await page.context().close();
  }, 240_000);

  test('reads that there is nothing yet', async () => {
    const other = await insertPo(db(), { fase: 900_802, name: 'PO Sans courrier' });
    const { email } = await insertMember(db(), { poId: other, firstName: 'Nestor', roles: ['administrator'] });
    const page = await extranet.visit({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
    await page.goto(`${extranet.site}/connexion?retour=/courriers`);
    await typePassword(page, email);
    await page.getByText('Aucun courrier pour vos rôles').waitFor();
    await look(page, { name: 'courriers-vides' });
    await page.context().close();
  }, 240_000);
});
