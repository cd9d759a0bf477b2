import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resource } from '@guichet/shared/db/tables/resource';
import { ROLES, type Role } from '@guichet/shared/domain/roles';
import { insertMember, insertPo, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import { eq } from 'drizzle-orm';
import { startTestExtranet, type TestExtranet, textOf } from './extranet-app.ts';

let extranet: TestExtranet;
let poId: string;

beforeAll(async () => {
  extranet = await startTestExtranet();
  poId = await insertPo(db(), { fase: 900_101 });
});
afterAll(() => extranet.database.close());

const db = () => extranet.database.db('admin');
async function signedInAs(roles: Parameters<typeof insertMember>[1]['roles']) {
  const { email } = await insertMember(db(), { poId, roles });
  const visitor = extranet.visitor();
  await visitor.signIn(email, TEST_PASSWORD_TEXT);
  await extranet.database.sql('admin')`truncate rate_limit`;
  return visitor;
}

const administrators: Role[] = [
  'president',
  'vice-president',
  'administrator',
  'managing-administrator',
  'treasurer',
  'secretary',
];
const openTo: Record<string, readonly Role[]> = {
  'base-de-donnees-po': ROLES,
  'documentation-juridico-administrative': administrators,
  'gestion-des-batiments': administrators,
  'securite-et-bien-etre': [...administrators, 'prevention-adviser'],
  'centrale-des-marches': ['po-referent'],
  'plan-de-pilotage': ['pdp-referent', 'president'],
};

describe('resources', () => {
  test.each(ROLES)('every cell for %s: in the menu and open, or neither', async (role) => {
    const visitor = await signedInAs([role]);
    const home = await visitor.get('/').expect(200);
    for (const [slug, roles] of Object.entries(openTo)) {
      const entitled = roles.includes(role);
      const inMenu = home.text.includes(
        slug === 'base-de-donnees-po' ? 'href="/dossier"' : `href="/ressources/${slug}"`,
      );
      const { status } = await visitor.get(`/ressources/${slug}`);
      const open = slug === 'base-de-donnees-po' ? 303 : 200;
      expect({ slug, inMenu: slug === 'base-de-donnees-po' || inMenu, status }).toEqual({
        slug,
        inMenu: entitled,
        status: entitled ? open : 403,
      });
    }
  });

  test('a link passed on by a colleague ends at a page that names the role', async () => {
    const visitor = await signedInAs(['treasurer']);
    const answer = await visitor.get('/ressources/centrale-des-marches').expect(403);
    expect(textOf(answer.text)).toContain('s’ouvre avec le rôle Référent·e PO');
    expect(answer.text).toContain('http://localhost:4402/');
    expect(textOf(answer.text)).not.toContain('plateforme de commande');
  });

  test('a role held yesterday or tomorrow opens nothing, and a member without role sees what is for all', async () => {
    const visitor = await signedInAs([
      { role: 'po-referent', period: { from: '2020-09-01', to: '2021-08-31' } },
      { role: 'president', period: { from: '2999-01-01', to: null } },
    ]);
    await visitor.get('/ressources/centrale-des-marches').expect(403);
    await visitor.get('/ressources/gestion-des-batiments').expect(403);
    expect(textOf((await visitor.get('/').expect(200)).text)).toContain('Base de données PO');
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

  test('nobody sees them without signing in, and an unknown one does not exist', async () => {
    await extranet.visitor().get('/ressources/gestion-des-batiments').expect(303);
    await extranet.visitor().get('/').expect(303);
    await (await signedInAs(['president'])).get('/ressources/rien').expect(404);
  });
});
