import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '@guichet/shared/db/cluster/cluster';
import { readValues } from '@guichet/shared/request-types/fields';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Request, Response } from 'express';
import { submitterForm } from '../src/form/submitter-form.ts';
import { databaseDrafts } from '../src/server/drafts/database-drafts.ts';
import { type Draft, newDraft, newRequest } from '../src/server/drafts/draft.ts';
import { SUBMITTER, startTestRegister } from './intake-rig.ts';

/** Made by `pnpm test` before jest starts. */
const program = fileURLToPath(new URL('../dist/server/main.js', import.meta.url));

const ENVOIS = 1_000;
const TIMES = 3;
const KILLS = 20;
const AT_ONCE = 24;

let register: Awaited<ReturnType<typeof startTestRegister>>;
let port: number;
let form: ChildProcess;
let closing = false;

beforeAll(async () => {
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`pnpm build\` first.`);
  register = await startTestRegister();
  port = await freePort();
  start();
}, 60_000);
afterAll(async () => {
  closing = true;
  await kill();
  await register.database.close();
});

/** Keeps one form running, as a supervisor does. */
function start(): void {
  form = spawn(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: register.database.url('intake'),
      INTAKE_PORT: String(port),
      INTAKE_URL: `http://localhost:${port}`,
      TOKEN_KEYS: TEST_TOKEN_KEYS.join(','),
      SENDS_PER_HOUR: '1000000',
      SENDS_PER_HOUR_OVERALL: '100000000',
      LOG_LEVEL: 'fatal',
    },
    stdio: 'ignore',
  });
  form.once('exit', () => {
    if (!closing) start();
  });
}

async function kill(): Promise<void> {
  const gone = new Promise((resolve) => form.once('exit', resolve));
  form.kill('SIGKILL');
  await gone;
}

const CSRF_VALUE = 'a'.repeat(24);
const csrf = createHmac('sha256', TEST_TOKEN_KEYS[0] ?? '')
  .update(`csrf:${CSRF_VALUE}`)
  .digest('base64url');

type Page = { key: string; cookie: string };

/** An envoi that is complete, as the page before sending finds it. */
async function writeDraft(n: number): Promise<Page> {
  const { id, fase, name } = register.po;
  const po = { id, fase, name, address: 'Rue de l’Exemple 12', place: '5000 Namur' };
  const values = { firstName: `Paul-${n}`, lastName: 'Exemple', reason: 'resignation' };
  const draft: Draft = {
    ...newDraft('removal', po, new Date('2026-01-01T10:00:00Z')),
    requests: [newRequest('removal', { ...values, endDate: { day: '31', month: '8', year: '2026' } })],
    submitter: readValues(submitterForm.groups, { ...SUBMITTER, email: `marie-${n}@po.example` }),
  };
  let cookie = '';
  const res = { cookie: (held: string, value: string) => void (cookie = `${held}=${value}`) } as unknown as Response;
  const drafts = databaseDrafts({ db: register.database.db('intake'), publicUrl: `http://localhost:${port}` });
  const key = await drafts.start({ headers: {} } as Request, res, draft);
  return { key, cookie };
}

type Answer = { status: number; location: string | null };

async function send({ key, cookie }: Page, version = '1'): Promise<Answer> {
  const answer = await fetch(`http://127.0.0.1:${port}/envoi/${key}/envoyer`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'text/html',
      Cookie: `intake-form-csrf=${CSRF_VALUE}; ${cookie}`,
    },
    body: new URLSearchParams({ _csrf: csrf, version }),
  });
  await answer.arrayBuffer();
  return { status: answer.status, location: answer.headers.get('location') };
}

/** As a person does whose browser says that there was no answer: again. */
async function sendUntilAnswered(page: Page): Promise<Answer> {
  for (let turn = 0; turn < 600; turn += 1) {
    const answer = await send(page).catch(() => null);
    if (answer && answer.status < 500) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('No answer after a minute.');
}

describe('a thousand envois, each sent three times, while the form is killed twenty times', () => {
  test('are a thousand envois; every answer that said so was true; other answers are refused', async () => {
    const pages: Page[] = [];
    for (let n = 0; n < ENVOIS; n += 50)
      pages.push(...(await Promise.all(Array.from({ length: 50 }, (_, at) => writeDraft(n + at)))));

    // The three of one envoi lie close to each other: many are under way at the same time.
    const queue = pages.flatMap((page) => Array.from({ length: TIMES }, () => page));
    const answers = new Map<string, Answer[]>();
    let sent = 0;
    let killed = 0;
    const work = async (): Promise<void> => {
      for (let page = queue.shift(); page; page = queue.shift()) {
        const answer = await sendUntilAnswered(page);
        answers.set(page.key, [...(answers.get(page.key) ?? []), answer]);
        sent += 1;
        if (killed < KILLS && sent >= ((killed + 1) * ENVOIS * TIMES) / (KILLS + 1)) {
          killed += 1;
          await kill();
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(killed).toBe(KILLS);

    for (const { key } of pages)
      expect(answers.get(key)).toEqual(Array(TIMES).fill({ status: 303, location: `/merci/${key}` }));
    const sql = register.database.sql('migrator');
    const [stored] = await sql`
      select count(*)::int as envois, count(distinct idempotency_key)::int as keys, (select count(*)::int from change_request) as requests,
        (select count(*)::int from mail where kind = 'acknowledgement') as mails from submission`;
    expect(stored).toEqual({ envois: ENVOIS, keys: ENVOIS, requests: ENVOIS, mails: ENVOIS });
    const keys = await sql<{ key: string }[]>`select idempotency_key as key from submission`;
    expect(new Set(keys.map(({ key }) => key))).toEqual(new Set(pages.map(({ key }) => key)));

    const other = await Promise.all(pages.slice(0, 20).map((page) => send(page, '2')));
    expect(new Set(other.map(({ status }) => status))).toEqual(new Set([422]));
  }, 240_000);
});
