import { randomUUID } from 'node:crypto';
import { freePort } from '../packages/shared/src/db/cluster/cluster.ts';
import { hashPassword } from '../packages/shared/src/auth/password.ts';
import { TEST_TOKEN_KEYS } from '../packages/shared/src/testing/register-builder.ts';
import { type RawRequest, rawRequest } from './http-load.ts';
import type { Place, Server } from './place.ts';
import { startProgram } from './program.ts';

/** Signs the sessions of members. */
export const MEMBER_SECRET = 'm'.repeat(40);

export const BENCH_PASSWORD = 'quatre lamas bleus sifflotent';

/** A built app of members or of staff, behind one proxy: each request says from where it comes. */
export async function startApp(place: Place, app: 'extranet' | 'backoffice'): Promise<Server> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const own =
    app === 'extranet'
      ? { EXTRANET_PORT: String(port), EXTRANET_URL: url, AUTH_SECRET_MEMBER: MEMBER_SECRET }
      : { BACKOFFICE_PORT: String(port), BACKOFFICE_URL: url, AUTH_SECRET_STAFF: 's'.repeat(40) };
  const env = {
    ...{ DATABASE_URL: place.cluster.url(app), TOKEN_KEYS: TEST_TOKEN_KEYS.join(',') },
    ...{ LOG_LEVEL: 'warn', TRUST_PROXY: '1' },
    ...own,
  };
  const program = await startProgram(`packages/${app}/dist/server/main.js`, env, `${url}/readyz`);
  return { url, port, ...program };
}

/** Another place for each number, none of them twice. */
export function placeNumber(n: number): string {
  return `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
}

export type Door = { cookie: string; token: string };

/** What a browser has after a look at the sign-in page of members. */
export async function openDoor({ url }: Pick<Server, 'url'>): Promise<Door> {
  const page = await fetch(`${url}/connexion`);
  const cookie = page.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1];
  if (!token) throw new Error('The sign-in page shows no token.');
  return { cookie, token };
}

/** A form of the extranet, posted from a place of its own. */
export function memberPost(
  { cookie, token }: Door,
  path: string,
  fields: Record<string, string>,
  from: string,
): RawRequest {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookie, 'X-Forwarded-For': from };
  return rawRequest('POST', path, headers, new URLSearchParams({ _csrf: token, ...fields }).toString());
}

/** A call of the back office, from a place of its own. */
export function staffPost(path: string, body: unknown, from: string): RawRequest {
  const headers = { 'Content-Type': 'application/json', 'X-Guichet-Client': 'bench', 'X-Forwarded-For': from };
  return rawRequest('POST', path, headers, JSON.stringify(body));
}

/**
 * So many members with a mandate and an account, `prefix-N@membres.example`, all with one password. Answers the ids of
 * the accounts.
 */
export async function insertMembers(
  place: Place,
  { prefix, count, state }: { prefix: string; count: number; state: 'active' | 'invited' },
): Promise<string[]> {
  const { sql } = place.cluster.connect('migrator');
  const hash = await hashPassword(BENCH_PASSWORD);
  const rows = Array.from({ length: count }, (_, n) => ({ n, person: randomUUID(), account: randomUUID() }));
  const given = JSON.stringify(rows);
  await sql`
    with origin as (
      insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'bench') returning id
    ), given as (
      select r.* from jsonb_to_recordset(${given}::text::jsonb) as r (n int, person uuid, account uuid)
    ), people as (
      insert into person (id, last_name, first_name, birth_date, email, created_by)
      select g.person, ${prefix} || ' ' || g.n, 'Colette', date '1950-01-01' + g.n, ${prefix} || '-' || g.n || '@membres.example', o.id
      from given g, origin o
    ), mandates as (
      insert into mandate (person_id, po_id, period, opened_by)
      select g.person, ${place.pos[0]?.id ?? ''}::uuid, daterange('2020-01-01', null), o.id from given g, origin o
    ), accounts as (
      insert into member_account (id, person_id, name, email, email_verified, state, created_by)
      select g.account, g.person, 'Colette', ${prefix} || '-' || g.n || '@membres.example', true, ${state}, o.id from given g, origin o
    )
    insert into member_credential (user_id, account_id, provider_id, password)
    select g.account, g.account::text, 'credential', ${hash} from given g where ${state} = 'active'`;
  return rows.map(({ account }) => account);
}
