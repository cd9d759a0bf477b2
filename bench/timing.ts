import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from '../packages/shared/src/auth/password.ts';
import { secretDigest, tokenSecret } from '../packages/shared/src/auth/token-secrets.ts';
import { TEST_TOKEN_KEYS } from '../packages/shared/src/testing/register-builder.ts';
import {
  type Door,
  insertMembers,
  MEMBER_SECRET,
  memberPost,
  openDoor,
  placeNumber,
  staffPost,
  startApp,
} from './door.ts';
import { median } from './figures.ts';
import { type RawRequest, sendLoad } from './http-load.ts';
import type { Place } from './place.ts';

const ASKED = 520;
const WARMING_UP = 20;
/** Ways that wait on purpose are asked by so many at once; a password hashes, and is asked alone. */
const AT_ONCE = 8;

export type Apart = { title: string; known: number; unknown: number };

type Way = { title: string; atOnce: number; ask: (n: number, known: boolean, from: string) => RawRequest };

/**
 * Every way in that takes an address, asked for addresses and links that exist and for some that do not, in turn: who
 * listens to the clock must learn nothing (RELIABILITY.md goal 10). Each from another place, as limits count by them.
 */
export async function benchTiming(place: Place): Promise<Apart[]> {
  const extranet = await startApp(place, 'extranet');
  const backoffice = await startApp(place, 'backoffice');
  try {
    await insertMembers(place, { prefix: 'clock', count: ASKED, state: 'active' });
    const links = await insertActivations(place);
    const askers = await insertAskers(place);
    await insertStaff(place);
    const door = await openDoor(extranet);
    const results: Apart[] = [];
    let asked = 0;
    for (const [port, ways] of [
      [extranet.port, memberWays(door, links, askers)],
      [backoffice.port, staffWays],
    ] as const) {
      for (const way of ways) {
        results.push(await measure(port, way, asked));
        asked += 2 * ASKED;
        place.say(sayApart(results.at(-1) as Apart));
      }
    }
    return results;
  } finally {
    await extranet.end();
    await backoffice.end();
  }
}

function memberWays(door: Door, links: readonly string[], askers: readonly string[]): Way[] {
  const email = (n: number, known: boolean) => `${known ? 'clock' : 'nobody'}-${n}@membres.example`;
  const post = (path: string, more: (n: number, known: boolean) => Record<string, string>): Way['ask'] => {
    return (n, known, from) => memberPost(door, path, more(n, known), from);
  };
  const byAddress = (n: number, known: boolean) => ({ email: email(n, known) });
  const wrong = (n: number, known: boolean) => ({ ...byAddress(n, known), password: 'rien de tel, vraiment' });
  return [
    { title: 'member: sign-in', atOnce: 1, ask: post('/connexion', wrong) },
    { title: 'member: one-time link', atOnce: AT_ONCE, ask: post('/connexion/lien', byAddress) },
    { title: 'member: forgotten password', atOnce: AT_ONCE, ask: post('/mot-de-passe-oublie', byAddress) },
    {
      title: 'member: another activation link',
      atOnce: AT_ONCE,
      ask: (n, known, from) => {
        const secret = known ? links[n] : tokenSecret('nobody', 'activation', String(n));
        return memberPost(door, `/activation/${secret}/nouveau-lien`, {}, from);
      },
    },
    {
      // Who is signed in wants an address that opens another account, or none.
      title: 'member: another address of one’s own',
      atOnce: AT_ONCE,
      ask: (n, known, from) => {
        const signedIn = { ...door, cookie: `${door.cookie}; ${askers[n]}` };
        return memberPost(signedIn, '/compte/adresse', byAddress(n, known), from);
      },
    },
  ];
}

const staffEmail = (n: number, known: boolean) => `${known ? 'clock' : 'nobody'}-${n}@secretariat.example`;
const staffWays: Way[] = [
  {
    title: 'staff: sign-in',
    atOnce: 1,
    ask: (n, known, from) =>
      staffPost('/api/session', { email: staffEmail(n, known), password: 'rien de tel, vraiment' }, from),
  },
  {
    title: 'staff: forgotten password',
    atOnce: AT_ONCE,
    ask: (n, known, from) => staffPost('/api/session/forgotten', { email: staffEmail(n, known) }, from),
  },
];

async function measure(port: number, { title, atOnce, ask }: Way, first: number): Promise<Apart> {
  const streams = Array.from({ length: atOnce }, (_, stream) =>
    Array.from({ length: Math.ceil(ASKED / atOnce) }, (__, i) => i * atOnce + stream)
      .filter((n) => n < ASKED)
      .flatMap((n) => [ask(n, true, placeNumber(first + 2 * n)), ask(n, false, placeNumber(first + 2 * n + 1))]),
  );
  const reports = await Promise.all(streams.map((requests) => sendLoad(port, requests, 1)));
  const statuses = new Set(reports.flatMap((report) => Object.keys(report.statuses)));
  if (statuses.size !== 1 || statuses.has('429')) throw new Error(`${title} answered ${[...statuses].join(', ')}.`);
  const skipped = 2 * Math.ceil(WARMING_UP / atOnce);
  const side = (rest: number) =>
    median(reports.flatMap(({ latencies }) => latencies.slice(skipped).filter((_, index) => index % 2 === rest)));
  return { title, known: side(0), unknown: side(1) };
}

/** Links of accounts that were never activated, as mails carry them. */
async function insertActivations(place: Place): Promise<string[]> {
  const accounts = await insertMembers(place, { prefix: 'invited', count: ASKED, state: 'invited' });
  const [key = ''] = TEST_TOKEN_KEYS;
  const links = accounts.map((account) => {
    const id = randomUUID();
    const secret = tokenSecret(key, 'activation', id);
    return { account, id, secret, digest: Buffer.from(secretDigest(secret)).toString('hex') };
  });
  const { sql } = place.cluster.connect('migrator');
  await sql`
    insert into token (id, purpose, account_id, secret_sha256, expires_at, created_at)
    select r.id, 'activation', r.account, decode(r.digest, 'hex'), now() - interval '1 day', now() - interval '15 days'
    from jsonb_to_recordset(${JSON.stringify(links)}::text::jsonb) as r (id uuid, account uuid, digest text)`;
  return links.map(({ secret }) => secret);
}

/** Cookies of members who are signed in, one for each turn: so many in a day may one account ask. */
async function insertAskers(place: Place): Promise<string[]> {
  const accounts = await insertMembers(place, { prefix: 'asker', count: ASKED, state: 'active' });
  const sessions = accounts.map((account) => {
    const token = randomBytes(24).toString('base64url');
    return { account, token, stored: createHash('sha256').update(token).digest('base64url') };
  });
  const { sql } = place.cluster.connect('migrator');
  await sql`
    insert into member_session (user_id, token, expires_at, authenticated_at, way)
    select r.account, r.stored, now() + interval '1 day', now(), 'password'
    from jsonb_to_recordset(${JSON.stringify(sessions)}::text::jsonb) as r (account uuid, stored text)`;
  return sessions.map(({ token }) => {
    const signature = createHmac('sha256', MEMBER_SECRET).update(token).digest('base64');
    return `guichet-member.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  });
}

async function insertStaff(place: Place): Promise<void> {
  const { sql } = place.cluster.connect('migrator');
  const hash = await hashPassword('trois cafés pour demain');
  await sql`
    with given as (select n, uuidv7() as id from generate_series(0, ${ASKED - 1}::int) n), users as (
      insert into staff_user (id, name, email, region_id, role, activated_at)
      select id, 'Ghislaine', 'clock-' || n || '@secretariat.example', (select id from region limit 1), 'secretariat', now() from given
    )
    insert into staff_credential (user_id, account_id, provider_id, password)
    select id, id::text, 'credential', ${hash} from given`;
}

/** One way in, in a line. */
export function sayApart({ title, known, unknown }: Apart): string {
  const apart = Math.abs(known - unknown).toFixed(2);
  return `${title}: p50 ${known.toFixed(2)} ms for an address that is known, ${unknown.toFixed(2)} ms for one that is not: ${apart} ms apart (aim: < 5 ms)`;
}
