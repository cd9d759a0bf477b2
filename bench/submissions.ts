import { freePort } from '../packages/shared/src/db/cluster/cluster.ts';
import { flattenFormFields } from '../packages/shared/src/http/form-fields.ts';
import { requestType } from '../packages/shared/src/request-types/registry.ts';
import { inventedMember } from '../packages/shared/src/testing/invented-member.ts';
import { type Comparison, compare, measureRate, type Rate } from './figures.ts';
import { type RawRequest, rawRequest, sendLoad } from './http-load.ts';
import { type Place, PUBLIC_URL, type Server } from './place.ts';
import { startProgram } from './program.ts';

const PER_ROUND = 400;
const CONNECTIONS = 16;
const TYPE = 'new-member';

/** Submissions per second through the public form's own POST, beside the floor. The pages before it are not timed. */
export async function benchSubmissions(place: Place): Promise<Comparison> {
  const { cluster, pos } = place;
  // Filled in at one copy and sent to another, so that what is timed is the sending alone.
  const writing = await place.startIntake('helping');
  const form = await place.startIntake('measured');
  const port = await freePort();
  const [home] = await cluster.connect('migrator').sql<{ id: string }[]>`select id from region limit 1`;
  const rows = { poId: pos[0]?.id, regionId: home?.id, payload: inventedMember(0) };
  const env = { DATABASE_URL: cluster.url('migrator'), PORT: String(port), ROWS: JSON.stringify(rows) };
  const floor = await startProgram('bench/floor-server.mjs', env, `http://127.0.0.1:${port}/`);
  let n = 0;
  try {
    return await compare({
      title: 'submissions through the form',
      rounds: place.rounds,
      say: place.say,
      product: async () => {
        const requests = await writeEnvois(
          writing.url,
          pos.map(({ id }) => id),
          n,
          PER_ROUND,
        );
        n += PER_ROUND;
        return rateOf(form, requests);
      },
      floor: () => {
        const body = 'version=3&_csrf=0123456789012345678901234567890123456789012';
        const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: 'a=b' };
        return rateOf(
          { port, ...floor },
          Array.from({ length: PER_ROUND }, () => rawRequest('POST', '/envoyer', headers, body)),
        );
      },
    });
  } finally {
    await writing.end();
    await form.end();
    await floor.end();
  }
}

function rateOf(server: Pick<Server, 'port' | 'processorMs'>, requests: RawRequest[]): Promise<Rate> {
  return measureRate(requests.length, server.processorMs, async () => {
    const { seconds, statuses } = await sendLoad(server.port, requests, CONNECTIONS);
    if (statuses[303] !== requests.length) throw new Error(`Not every envoi was taken: ${JSON.stringify(statuses)}`);
    return seconds;
  });
}

/** Fills in the form as a browser without scripts does, page by page, up to the button that sends. */
async function writeEnvois(url: string, poIds: string[], first: number, count: number): Promise<RawRequest[]> {
  const visitor = await openForm(url);
  const requests: RawRequest[] = [];
  let next = 0;
  const write = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) {
      const { key, cookie } = await writeEnvoi(visitor, poIds[n % poIds.length] ?? '', first + n);
      requests.push(rawPost(visitor, `/envoi/${key}/envoyer`, cookie, { version: '3' }));
    }
  };
  await Promise.all(Array.from({ length: 6 }, write));
  return requests;
}

export type Visitor = { url: string; cookie: string; token: string };

/** A browser without scripts before its first page: it has the cookie and the token of the form's protection. */
export async function openForm(url: string): Promise<Visitor> {
  const page = await fetch(`${url}/po/autre?demande=${TYPE}`);
  const cookie = cookiesOf(page).join('; ');
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1];
  if (!token) throw new Error('The form shows no token.');
  return { url, cookie, token };
}

type Written = { key: string; cookie: string; submitter: Record<string, string> };

/** An envoi up to the page before sending; its draft has the version 3 then. */
export async function writeEnvoi(visitor: Visitor, poId: string, n: number): Promise<Written> {
  const started = await post(visitor, `/po?demande=${TYPE}`, visitor.cookie, { po: poId });
  const [, key] = /^\/envoi\/([\w-]{22})\//.exec(started.location) ?? [];
  if (!key) throw new Error(`The form did not start an envoi: ${started.location}`);
  const answers = requestType(TYPE).toForm(inventedMember(n));
  const asked = await post(visitor, `/envoi/${key}/demandes/1`, started.cookie, { ...answers, version: '1' });
  const submitter = {
    ...{ name: 'Marie Présidente', email: `marie-${n}@po.example`, function: 'Présidente' },
    privacyRead: 'yes',
  };
  const signed = await post(visitor, `/envoi/${key}/vous`, asked.cookie, { ...submitter, version: '2' });
  if (!signed.location.endsWith('/relire')) throw new Error(`The envoi is not complete: ${signed.location}`);
  return { key, cookie: signed.cookie, submitter };
}

/** A page of the form, posted: bytes made beforehand. */
export function rawPost(
  visitor: Visitor,
  path: string,
  cookie: string,
  fields: object,
  headers: Record<string, string> = {},
): RawRequest {
  return rawRequest('POST', path, { ...headersOf(cookie), ...headers }, encode(visitor, fields));
}

type Answer = { location: string; cookie: string };

async function post(visitor: Visitor, path: string, cookie: string, fields: object): Promise<Answer> {
  const answer = await fetch(visitor.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: headersOf(cookie),
    body: encode(visitor, fields),
  });
  const location = answer.headers.get('location');
  if (answer.status !== 303 || location === null)
    throw new Error(`${path} answered ${answer.status}:\n${await answer.text()}`);
  return { location, cookie: [visitor.cookie, ...cookiesOf(answer)].join('; ') };
}

function headersOf(cookie: string): Record<string, string> {
  return {
    'Content-Type': 'application/x-www-form-urlencoded',
    Cookie: cookie,
    Origin: PUBLIC_URL,
    'Sec-Fetch-Site': 'same-origin',
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    Accept: 'text/html,application/xhtml+xml',
    'Accept-Language': 'fr-BE,fr;q=0.9',
  };
}

function encode({ token }: Visitor, fields: object): string {
  return new URLSearchParams([['_csrf', token], ...flattenFormFields({ ...fields } as never)]).toString();
}

function cookiesOf(answer: Response): string[] {
  return answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
}
