import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLIENT_HEADER } from '@guichet/shared/contracts/fetch-client';
import { createLogger } from '@guichet/shared/http/logging';
import type { TestDatabase } from '@guichet/shared/testing/database';
import { createLiveHub } from '../src/server/live/live-hub.ts';
import { createTestOffice, type OfficeOptions, PASSWORD, type TestStaff } from './office-rig.ts';

/** One process of the back office, on a port of its own unless it takes the place of another. */
export async function startLiveProcess(
  database: TestDatabase,
  { port = 0, ...options }: Omit<OfficeOptions, 'live'> & { port?: number } = {},
) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const log = createLogger('backoffice', 'silent');
  const live = createLiveHub({ databaseUrl: database.url('backoffice'), db: database.db('backoffice'), log });
  const site = `http://localhost:${(server.address() as AddressInfo).port}`;
  server.on('request', createTestOffice(database, { publicUrl: site, ...options, live }));
  return {
    site,
    /** As at a stop: streams are cut, then the rest. */
    async close() {
      await live.close();
      await closeServer(server);
    },
    /** As at a kill: every connection breaks without a word. */
    async kill() {
      server.closeAllConnections();
      await closeServer(server);
      await live.close();
    },
  };
}

export type LiveProcess = Awaited<ReturnType<typeof startLiveProcess>>;

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Signs in over the network. Resolves with the cookie, good at every process. */
export async function cookieOf({ site }: { site: string }, { email }: TestStaff): Promise<string> {
  const answer = await callAs({ site }, '', 'POST', '/api/session', { email, password: PASSWORD });
  if (!answer.ok) throw new Error(`could not sign in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

export function callAs({ site }: { site: string }, cookie: string, method: string, path: string, body?: unknown) {
  return fetch(site + path, {
    method,
    headers: { [CLIENT_HEADER]: 'test', 'content-type': 'application/json', cookie },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  });
}

export type Heard = { event: string; id: string; data: Record<string, unknown> };

/** A browser's ear: what the stream says, as it comes. */
export async function openStream({ site }: { site: string }, cookie: string, lastEventId?: string) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { cookie, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) };
    get(`${site}/api/live`, { headers, agent: false }, resolve).on('error', reject);
  });
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const each of waiting) each();
  };
  let text = '';
  let ended = false;
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    heard.push(...blocks.flatMap(readBlock));
    look();
  });
  const over = (): void => {
    ended = true;
    look();
  };
  // A connection that breaks is an end like another.
  answer.on('error', over);
  answer.on('close', over);

  /** Resolves as soon as `seen` says something; the runner's own time limit ends what never comes. */
  const until = <T>(seen: () => T | undefined | false): Promise<T> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = seen();
        if (found === undefined || found === false) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    heard,
    /** The first event of that name, after what was taken before, that fits. It and all before it are taken. */
    next: (event: string, fits: Partial<Heard['data']> = {}) =>
      until(() => {
        const at = heard.findIndex((each) => each.event === event && matches(each.data, fits));
        return at >= 0 && heard.splice(0, at + 1).at(-1);
      }),
    ended: () => until(() => ended),
    close: () => answer.destroy(),
  };
}

function readBlock(block: string): Heard[] {
  const line = (name: string): string =>
    block
      .split('\n')
      .find((each) => each.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? '';
  return line('event') === '' ? [] : [{ event: line('event'), id: line('id'), data: JSON.parse(line('data')) }];
}

function matches(data: Heard['data'], fits: Partial<Heard['data']>): boolean {
  return Object.entries(fits).every(([key, value]) => data[key] === value);
}
