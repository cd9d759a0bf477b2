import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createStaff } from '@guichet/shared/commands/create-staff';
import { createLogger } from '@guichet/shared/http/logging';
import { insertMember, insertPo, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import { sessionCookies } from '@guichet/shared/testing/session-cookies';
import request from 'supertest';
import { startTestExtranet, type TestExtranet } from './extranet-app.ts';

let extranet: TestExtranet;
const cookies = { staff: '', member: '' };

beforeAll(async () => {
  extranet = await startTestExtranet();
  const db = extranet.database.db('admin');
  const { email } = await insertMember(db, { poId: await insertPo(db), roles: ['president'] });
  // The very secret of the extranet: what keeps the two apart is not that secrets differ.
  const secret = 'm'.repeat(40);
  const operator = { kind: 'operator', id: null, label: 'create-staff' } as const;
  const staff = {
    name: 'Ghislaine Delvaux',
    email: 'ghislaine@secretariat.example',
    password: 'trois cafés pour demain',
  };
  await createStaff(
    {
      ...{ db: extranet.database.db('migrator'), actor: operator, now: () => new Date() },
      log: createLogger('create-staff', 'silent'),
    },
    staff,
  );
  cookies.staff = await sessionCookies(extranet.database, 'staff', { ...staff, secret });
  cookies.member = await sessionCookies(extranet.database, 'member', { email, password: TEST_PASSWORD_TEXT, secret });
});
afterAll(() => extranet.database.close());

type Layer = { route?: { path: string; methods?: Record<string, boolean>; stack: { method: string }[] } };

/** Every route that the app has, as it would be asked for. */
function routesOf(app: TestExtranet['app']): { method: 'get' | 'post'; path: string }[] {
  const { stack } = app.router as unknown as { stack: Layer[] };
  return stack.flatMap(({ route }) => {
    if (!route || typeof route.path !== 'string') return [];
    const path = route.path
      .replaceAll(/:(secret|uid)/g, 'x'.repeat(43))
      .replaceAll(':fase', '900101')
      .replaceAll(':id', '0199a1b2-0000-7000-8000-000000000000')
      .replaceAll(/:\w+/g, 'rien');
    const methods = new Set(route.stack.map(({ method }) => method));
    return (['get', 'post'] as const).filter((method) => methods.has(method)).map((method) => ({ method, path }));
  });
}

async function ask(method: 'get' | 'post', path: string, cookie: string) {
  const asked = request(extranet.app)[method](path).set('Accept', 'text/html');
  const answer = await (cookie === '' ? asked : asked.set('Cookie', cookie))
    .type('json')
    .send(method === 'post' ? {} : undefined);
  return { status: answer.status, location: answer.headers.location ?? null };
}

/** Where somebody without a session may be: the ways in, those of platforms among them, and the links of mails. */
const OPEN =
  /^\/(connexion|deconnexion|mot-de-passe|mot-de-passe-oublie|activation|adresse|nouvelle-adresse|favicon\.ico|verification|plateforme|oidc|desinscription)(\/|$)/;

describe('a session of the secretariat', () => {
  test('is nobody’s on every page of the extranet, and a member’s own opens them', async () => {
    const routes = routesOf(extranet.app);
    expect(routes.length).toBeGreaterThan(40);
    const guarded = routes.filter(({ path }) => !OPEN.test(path));
    expect(guarded.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/', '/compte', '/dossier', '/mes-donnees']),
    );
    for (const { method, path } of routes) {
      const nobody = await ask(method, path, '');
      expect({ method, path, ...(await ask(method, path, cookies.staff)) }).toEqual({ method, path, ...nobody });
      if (OPEN.test(path)) continue;
      const back = path === '/' ? '' : `?retour=${encodeURIComponent(path.replace(/\/fichier$/, ''))}`;
      const shut = method === 'get' ? { status: 303, location: `/connexion${back}` } : { status: 401, location: null };
      expect({ method, path, ...nobody }).toEqual({ method, path, ...shut });
    }
  });

  test('ends nothing of a member’s, whose session opens their pages', async () => {
    for (const path of ['/', '/compte', '/mes-donnees']) {
      expect(await ask('get', path, cookies.member)).toEqual({ status: 200, location: null });
    }
  });
});
