import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StaffActor } from '@guichet/shared/commands/context';
import { changeAdministratorRoles } from '@guichet/shared/commands/resources/change-administrator-roles';
import { createResource } from '@guichet/shared/commands/resources/create-resource';
import type { WrittenResource } from '@guichet/shared/commands/resources/read-resource';
import { uploadResourceFile } from '@guichet/shared/commands/resources/upload-resource-file';
import { resource } from '@guichet/shared/db/tables/resource';
import { addDays, todayInBrussels } from '@guichet/shared/domain/dates';
import { ROLES, type Role } from '@guichet/shared/domain/roles';
import { registerBuilder, testContext } from '@guichet/shared/testing/register-builder';
import { insertMandate, insertMember, insertPo, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import { eq } from 'drizzle-orm';
import { startTestExtranet, type TestExtranet, textOf, type Visitor } from './extranet-app.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(600_000), Buffer.from('\n%%EOF\n')]);

let extranet: TestExtranet;
let poId: string;
let otherPoId: string;
let ada: StaffActor;

beforeAll(async () => {
  extranet = await startTestExtranet();
  poId = await insertPo(db(), { fase: 900_101 });
  otherPoId = await insertPo(db(), { fase: 900_102, name: 'PO du Verger' });
  ada = await registerBuilder(extranet.database.db('migrator')).staff({ role: 'administrator' });
  const today = todayInBrussels(new Date());
  const make = (title: string, values: Partial<WrittenResource>) =>
    createResource(office(), {
      ...{ title, description: `Pour voir : ${title}.`, url: `https://${title}.example`, fileId: null },
      ...{ administrators: false, roles: null, poIds: [], shownFrom: null, shownTo: null, ...values },
    });
  await make('statuts', {
    ...(await file('Modèle de statuts.pdf')),
    administrators: true,
    roles: ['prevention-adviser'],
  });
  await make('ici-tous', { poIds: [poId] });
  await make('ailleurs-tous', { poIds: [otherPoId] });
  await make('ailleurs-tresorier', { ...(await file('Caisse.pdf')), roles: ['treasurer'], poIds: [otherPoId] });
  await make('aujourd-hui', { shownFrom: today, shownTo: today });
  await make('demain', { ...(await file('Demain.pdf')), shownFrom: addDays(today, 1) });
  await make('hier', { shownTo: addDays(today, -1) });
});
afterAll(() => extranet.database.close());

const db = () => extranet.database.db('admin');
const office = () => testContext(extranet.database.db('backoffice'), ada);
async function file(fileName: string): Promise<Pick<WrittenResource, 'url' | 'fileId'>> {
  const { id } = await uploadResourceFile(office(), { id: randomUUID(), fileName, bytes: PDF });
  return { url: null, fileId: id };
}
async function enter(email: string): Promise<Visitor> {
  const visitor = extranet.visitor();
  await visitor.signIn(email, TEST_PASSWORD_TEXT);
  await extranet.database.sql('admin')`truncate rate_limit`;
  return visitor;
}
async function signedInAs(roles: Parameters<typeof insertMember>[1]['roles'], there = poId) {
  return enter((await insertMember(db(), { poId: there, roles })).email);
}

const ADMINISTRATORS: Role[] = [
  'president',
  'vice-president',
  'administrator',
  'managing-administrator',
  'treasurer',
  'secretary',
];
const EVERY = [...ROLES, 'none'] as const;

/** Who opens what, of a PO that is not the one that some are kept for. A page of ours is opened at once: 303. */
const OPEN_TO: Record<string, { roles: readonly string[]; here?: boolean; file?: boolean; opens?: number }> = {
  'base-de-donnees-po': { roles: EVERY, opens: 303 },
  'documentation-juridico-administrative': { roles: ADMINISTRATORS },
  'gestion-des-batiments': { roles: ADMINISTRATORS },
  'securite-et-bien-etre': { roles: [...ADMINISTRATORS, 'prevention-adviser'] },
  'centrale-des-marches': { roles: ['po-referent'] },
  'plan-de-pilotage': { roles: ['pdp-referent', 'president'] },
  statuts: { roles: [...ADMINISTRATORS, 'prevention-adviser'], file: true },
  'ici-tous': { roles: EVERY },
  'ailleurs-tous': { roles: [] },
  'ailleurs-tresorier': { roles: [], file: true },
  'aujourd-hui': { roles: EVERY },
};
const HIDDEN = ['demain', 'hier'];

/** What a member gets of every resource: in the menu, its page, its file. */
async function cellsOf(visitor: Visitor) {
  const menu = (await visitor.get('/ressources').expect(200)).text;
  const cells: Record<string, { inMenu: boolean; page: number; file: number }> = {};
  for (const slug of [...Object.keys(OPEN_TO), ...HIDDEN]) {
    const address = slug === 'base-de-donnees-po' ? '/dossier' : `/ressources/${slug}`;
    cells[slug] = {
      // The frame leads to the file of the PO as well: there it must stand as a door.
      inMenu: menu.includes(`class="door" href="${address}"`),
      page: (await visitor.get(`/ressources/${slug}`)).status,
      file: (await visitor.get(`/ressources/${slug}/fichier`)).status,
    };
  }
  return cells;
}

function expected(opens: (slug: string) => boolean) {
  const cells = Object.entries(OPEN_TO).map(([slug, { file: hasFile, opens: status = 200 }]) => [
    slug,
    opens(slug) ? { inMenu: true, page: status, file: hasFile ? 200 : 303 } : { inMenu: false, page: 403, file: 403 },
  ]);
  const none = { inMenu: false, page: 404, file: 404 };
  return Object.fromEntries([...cells, ...HIDDEN.map((slug) => [slug, none])]);
}

describe('resources', () => {
  test.each(EVERY)('every cell for %s: in the menu, its page and its file, or none of them', async (role) => {
    const visitor = await signedInAs(role === 'none' ? [] : [role]);
    expect(await cellsOf(visitor)).toEqual(expected((slug) => OPEN_TO[slug]?.roles.includes(role) ?? false));
  });

  test('a role counts in the PO where it is held', async () => {
    const there = await signedInAs(['treasurer'], otherPoId);
    const opens = (slug: string) =>
      slug !== 'ici-tous' && (slug.startsWith('ailleurs') || (OPEN_TO[slug]?.roles.includes('treasurer') ?? false));
    expect(await cellsOf(there)).toEqual(expected(opens));
    const { email, personId } = await insertMember(db(), { poId, roles: ['treasurer'] });
    await insertMandate(db(), { personId, poId: otherPoId, roles: ['secretary'] });
    const both = await cellsOf(await enter(email));
    expect(both['ailleurs-tous']?.page).toBe(200);
    expect(both['ailleurs-tresorier']).toEqual({ inMenu: false, page: 403, file: 403 });
  });

  test('a PO that was merged into another brings its resources along', async () => {
    const into = await insertPo(db(), { fase: 900_103 });
    const sql = extranet.database.sql('admin');
    const visitor = await signedInAs(['treasurer'], into);
    await visitor.get('/ressources/ailleurs-tresorier').expect(403);
    await sql`update po set closed_on = current_date, merged_into = ${into} where id = ${otherPoId}`;
    await visitor.get('/ressources/ailleurs-tresorier/fichier').expect(200);
    await sql`update po set closed_on = null, merged_into = null where id = ${otherPoId}`;
    await visitor.get('/ressources/ailleurs-tresorier/fichier').expect(403);
  });

  test('"all administrators" are who the installation says, at once', async () => {
    const [referent, treasurer] = [await signedInAs(['po-referent']), await signedInAs(['treasurer'])];
    await changeAdministratorRoles(office(), { version: 1, roles: ['president', 'po-referent'] });
    await referent.get('/ressources/gestion-des-batiments').expect(200);
    const shut = await treasurer.get('/ressources/gestion-des-batiments').expect(403);
    expect(textOf(shut.text)).toContain(
      'un de ces rôles : Président·e, Référent·e PO . Vous n’en exercez aucun aujourd’hui. Si vous en exercez un',
    );
    await changeAdministratorRoles(office(), { version: 2, roles: ADMINISTRATORS });
    await referent.get('/ressources/gestion-des-batiments').expect(403);
    await treasurer.get('/ressources/gestion-des-batiments').expect(200);
  });

  test('a link passed on by a colleague ends at a page that names the role, or says for whose PO it is', async () => {
    const visitor = await signedInAs(['treasurer']);
    const answer = await visitor.get('/ressources/centrale-des-marches').expect(403);
    expect(textOf(answer.text)).toContain('s’ouvre avec le rôle Référent·e PO');
    expect(answer.text).toContain('http://localhost:4402/');
    expect(textOf(answer.text)).not.toContain('plateforme de commande');
    const elsewhere = await visitor.get('/ressources/ailleurs-tresorier/fichier').expect(403);
    expect(textOf(elsewhere.text)).toContain('réservée à certains PO, et le vôtre n’en fait pas partie');
    expect(textOf(elsewhere.text)).not.toContain('Verger');
  });

  test('a role held yesterday or tomorrow opens nothing', async () => {
    const visitor = await signedInAs([
      { role: 'po-referent', period: { from: '2020-09-01', to: '2021-08-31' } },
      { role: 'president', period: { from: '2999-01-01', to: null } },
    ]);
    expect(await cellsOf(visitor)).toEqual(expected((slug) => OPEN_TO[slug]?.roles.includes('none') ?? false));
  });

  test('a link to elsewhere is a link, and what is no protected web address is never recorded', async () => {
    const visitor = await signedInAs(['po-referent']);
    const set = async (url: string) => {
      await db().update(resource).set({ url }).where(eq(resource.slug, 'centrale-des-marches'));
    };
    await set('https://commande.po.example/acces');
    for (const bad of ['javascript:alert(1)', '//autre.example', 'data:text/html,x', 'http://commande.po.example']) {
      await expect(set(bad)).rejects.toMatchObject({ cause: { constraint_name: 'resource_url' } });
    }
    const page = await visitor.get('/ressources/centrale-des-marches').expect(200);
    expect(page.text).toContain('href="https://commande.po.example/acces"');
  });

  test('are found by words, whatever their accents, among those that one may open', async () => {
    const visitor = await signedInAs(['president']);
    const found = async (words: string) => {
      const { text } = await visitor.get(`/ressources?q=${encodeURIComponent(words)}`).expect(200);
      return [...text.matchAll(/class="door" href="\/ressources\/([^"]+)"/g)].map(([, slug]) => slug);
    };
    expect(await found('BATIMENTS entretien')).toEqual(['gestion-des-batiments']);
    expect(await found('modele de statuts.pdf')).toEqual(['statuts']);
    expect(await found('caisse')).toEqual([]);
    expect(textOf((await visitor.get('/ressources?q=%3Cscript%3E')).text)).toContain('Aucune ressource pour');
  });

  test('are new when they came since the last visit, and not at the first', async () => {
    const visitor = await signedInAs(['secretary']);
    const news = async () => {
      const { text } = await visitor.get('/').expect(200);
      return [...text.matchAll(/<a class="door".*?<\/a>/gs)].filter(([door]) => door.includes('Nouveau')).length;
    };
    expect(await news()).toBe(0);
    const visits = extranet.database.sql('admin');
    await visits`update member_visit set seen_at = now() - interval '3 days'`;
    await visits`update resource set renewed_at = now() - interval '9 days'`;
    // Of today on, though it was written long ago.
    expect(await news()).toBe(1);
    await visits`update resource set renewed_at = now() - interval '1 day' where slug in ('statuts', 'centrale-des-marches')`;
    // It is still the same visit, and who only asks for the headers ends none.
    expect(await news()).toBe(2);
    await visits`update member_visit set seen_at = now() - interval '3 hours'`;
    await visitor.head('/').expect(200);
    await visits`update member_visit set seen_at = now()`;
    expect(await news()).toBe(2);
  });

  test('stay new though the mailings were opened meanwhile', async () => {
    const visitor = await signedInAs(['secretary']);
    await visitor.get('/ressources').expect(200);
    const visits = extranet.database.sql('admin');
    await visits`update member_visit set seen_at = now() - interval '9 days'`;
    await visits`update resource set renewed_at = now() - interval '5 days' where slug = 'statuts'`;
    await visitor.get('/courriers').expect(200);
    await visits`update member_visit set seen_at = seen_at - interval '3 days'`;
    expect(textOf((await visitor.get('/ressources')).text)).toContain('Nouveau');
  });

  test('nobody sees them without signing in: one comes back to what was asked, and of a file to its page', async () => {
    const stranger = extranet.visitor();
    await stranger.get('/').expect(303);
    const page = await stranger.get('/ressources/gestion-des-batiments').expect(303);
    expect(page.headers.location).toBe('/connexion?retour=%2Fressources%2Fgestion-des-batiments');
    const asked = await stranger.get('/ressources/statuts/fichier').expect(303);
    expect(asked.headers.location).toBe('/connexion?retour=%2Fressources%2Fstatuts');
    await (await signedInAs(['president'])).get('/ressources/rien').expect(404);
  });
});

describe('a file', () => {
  const address = '/ressources/statuts/fichier';
  const etag = `"${createHash('sha256').update(PDF).digest('hex')}"`;
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await signedInAs(['president']);
  });
  const fetched = (headers: Record<string, string> = {}) =>
    visitor
      .get(address)
      .set(headers)
      .buffer(true)
      .parse((answer, done) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => done(null, Buffer.concat(pieces)));
      });

  test('comes whole, to be saved under its name, as a type of ours', async () => {
    const answer = await fetched().expect(200);
    expect(PDF.equals(answer.body)).toBe(true);
    expect(answer.headers).toMatchObject({
      ...{ 'content-type': 'application/pdf', 'content-length': String(PDF.length), etag, 'accept-ranges': 'bytes' },
      ...{ 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-cache' },
    });
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="Modele de statuts.pdf"; filename*=UTF-8\'\'Mod%C3%A8le%20de%20statuts.pdf',
    );
    expect(answer.headers['last-modified']).toMatch(/GMT$/);
  });

  test.each<[string, number, number]>([
    ['bytes=0-0', 0, 0],
    ['bytes=100-262200', 100, 262_200],
    ['bytes=262144-', 262_144, PDF.length - 1],
    ['bytes=-7', PDF.length - 7, PDF.length - 1],
    ['bytes=599999-9999999', 599_999, PDF.length - 1],
    ['bytes=-1', PDF.length - 1, PDF.length - 1],
    // Fewer than asked for: all there are.
    ['bytes=-9999999', 0, PDF.length - 1],
  ])('comes in part: %s', async (range, start, end) => {
    const answer = await fetched({ range }).expect(206);
    expect(PDF.subarray(start, end + 1).equals(answer.body)).toBe(true);
    expect(answer.headers['content-range']).toBe(`bytes ${start}-${end}/${PDF.length}`);
    expect(answer.headers['content-length']).toBe(String(end - start + 1));
  });

  test('has no part beyond its end, and says how long it is', async () => {
    const answer = await fetched({ range: `bytes=${PDF.length}-` }).expect(416);
    expect(answer.headers['content-range']).toBe(`bytes */${PDF.length}`);
    expect(answer.body).toHaveLength(0);
  });

  test('comes whole where the part is no part, several, or of another file', async () => {
    for (const headers of [
      { range: 'bytes=a-b' },
      { range: 'lines=0-1' },
      { range: 'bytes=0-1,5-6' },
      { range: 'bytes=0-1', 'if-range': '"another"' },
    ]) {
      expect((await fetched(headers).expect(200)).body).toHaveLength(PDF.length);
    }
    await fetched({ range: 'bytes=0-1', 'if-range': etag }).expect(206);
  });

  test('is not sent again to who has it, and only described to who asks so', async () => {
    expect((await fetched({ 'if-none-match': etag }).expect(304)).body).toHaveLength(0);
    const head = await visitor.head(address).set('range', 'bytes=0-1').expect(200);
    expect(head.headers).toMatchObject({ 'content-length': String(PDF.length), etag });
    expect(head.text).toBeUndefined();
  });

  test('is refused in every manner to who has not the role', async () => {
    const other = await signedInAs(['po-referent']);
    await other.get(address).set('range', 'bytes=0-1').expect(403);
    await other.get(address).set('if-none-match', etag).expect(403);
    const head = await other.head(address).expect(403);
    expect(head.headers.etag).toBeUndefined();
    expect(head.headers['content-type']).toContain('text/html');
  });

  test('breaks off rather than end early when a piece is gone', async () => {
    const sql = extranet.database.sql('admin');
    await sql`delete from resource_chunk c using resource r where r.file_id = c.file_id and r.slug = 'statuts' and c.from_byte > 0`;
    await expect(fetched()).rejects.toThrow(/aborted|hang up|reset/);
  });
});
