import { DEFAULT_SINGLE_HOLDER_ROLES } from '@guichet/shared/domain/roles';
import { type FormBody, flattenFormFields } from '@guichet/shared/http/form-fields';
import { createLogger } from '@guichet/shared/http/logging';
import type { ClientAssets } from '@guichet/shared/http/static-assets';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { registerBuilder, TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import type { Express } from 'express';
import request from 'supertest';
import { createIntakeApp, type IntakeOptions } from '../src/server/app.ts';

export const SITE = 'http://localhost:4421';

export type IntakeAppOptions = Partial<Pick<IntakeOptions, 'connection' | 'ring' | 'now'>> & {
  publicUrl?: string;
  sendsPerHour?: number;
  minFillSeconds?: number;
  assets?: ClientAssets;
};

/** The form on this database, as its own role and no other. */
export function createTestIntake(database: TestDatabase, options: IntakeAppOptions = {}): Express {
  const { publicUrl = SITE, sendsPerHour = 100_000, minFillSeconds = 0, ...rest } = options;
  return createIntakeApp({
    connection: { db: database.db('intake') },
    env: {
      INTAKE_URL: publicUrl,
      TOKEN_KEYS: TEST_TOKEN_KEYS,
      TRUST_PROXY: 0,
      SENDS_PER_HOUR: sendsPerHour,
      SENDS_PER_HOUR_OVERALL: 100_000,
      RETENTION: {},
      MIN_FILL_SECONDS: minFillSeconds,
      SINGLE_HOLDER_ROLES: [...DEFAULT_SINGLE_HOLDER_ROLES],
    },
    log: createLogger('intake-form', 'silent'),
    ...rest,
  });
}

/** A database with one PO and two schools of it. */
export async function startTestRegister() {
  const database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  const po = await build.po({ fase: 990_001, name: 'Institut Saint-Exemple ASBL' });
  const school = await build.school(po.id, { name: 'École du Croquis', postcode: '5000', locality: 'Namur' });
  await build.school(po.id, { name: 'Ancienne école', closedOn: '2020-06-30' });
  return { database, build, po, school };
}

export type Answer = request.Response;
export type Visitor = ReturnType<typeof newVisitor>;

/** A browser without JavaScript: keeps cookies, and sends what the pages carry unseen. */
export function newVisitor(app: Express) {
  const agent = request.agent(app);
  const get = (path: string) => agent.get(path).set('Accept', 'text/html');
  let token: string | undefined;
  /** Posts as somebody who has the page open now; with a `version` of its own, as one who opened it before. */
  const post = async (path: string, fields: FormBody = {}): Promise<Answer> => {
    token ??= tokenIn((await get('/po/autre?demande=removal')).text);
    const unseen = path.startsWith('/envoi/') && fields.version === undefined ? hiddenIn((await get(path)).text) : {};
    return agent
      .post(path)
      .type('form')
      .set('Accept', 'text/html')
      .send(new URLSearchParams([['_csrf', token], ...flattenFormFields({ ...unseen, ...fields })]).toString());
  };
  /** Starts an envoi for a PO of the list; gives the path under which its pages stand. */
  const start = async (type: string, poId: string): Promise<string> => {
    const answer = await post(`/po?demande=${type}`, { po: poId });
    return pathOf(answer).replace(/\/demandes\/1$/, '');
  };
  // What supertest keeps the cookies in; its types do not tell.
  const { jar } = agent as unknown as { jar: Jar };
  return { agent, jar, get, post, start };
}

type Cookie = { name: string; value: string };
type Jar = { getCookies: (access: object) => Cookie[]; setCookie: (line: string, host: string, path: string) => void };

/** The cookies of drafts that this browser holds, as `name=value`. */
export function draftCookiesOf(visitor: Visitor): string[] {
  return visitor.jar
    .getCookies({ path: '/', domain: '127.0.0.1', secure: false, script: false })
    .map(({ name, value }) => `${name}=${value}`)
    .filter((pair) => pair.startsWith('intake-form-draft-'));
}

/** The same browser in front of another copy of the form. */
export function movedTo(app: Express, visitor: Visitor): Visitor {
  const moved = newVisitor(app);
  Object.assign(moved.agent, { jar: visitor.jar });
  return moved;
}

/** The draft as it stands now, to be put back as if its server had died before it let go of it. */
export async function holdDraft(database: TestDatabase, visitor: Visitor, envoi: string): Promise<() => Promise<void>> {
  const sql = database.sql('migrator');
  const key = envoi.split('/')[2] ?? '';
  const [row] = await sql`select content, version from draft where id = ${key}`;
  const cookies = draftCookiesOf(visitor);
  return async () => {
    await sql`update draft set content = ${row?.content}, version = ${row?.version} where id = ${key}`;
    for (const pair of cookies) visitor.jar.setCookie(`${pair};path=/`, '127.0.0.1', '/');
  };
}

function tokenIn(html: string): string {
  return /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

/** What a page carries along: the draft's version, the name of the request. */
export function hiddenIn(html: string): Record<string, string> {
  const found = [...html.matchAll(/<input type="hidden" name="(version|request|type)" value="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
}

export function pathOf(answer: Answer): string {
  return String(answer.headers.location ?? `(status ${answer.status})`);
}

/** What a person reads of a page: without tags, entities and the spaces between. */
export function wordsOf({ text }: Answer): string {
  return text
    .replaceAll('<wbr/>', '')
    .replace(/<script[\s\S]*?<\/script>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/[\s\u00a0]+/g, ' ');
}

export const SUBMITTER: FormBody = {
  name: 'Marie Présidente',
  email: 'marie@po.example',
  function: 'présidente',
  message: 'Élue à l’assemblée générale.\r\nMerci d’avance.',
  privacyRead: 'yes',
};

/** Fills in every page and stops before the button that sends; gives the path of the envoi. */
export async function writeEnvoi(
  visitor: Visitor,
  wanted: { type: string; poId: string; values: FormBody; submitter?: FormBody },
): Promise<string> {
  const envoi = await visitor.start(wanted.type, wanted.poId);
  const written = await visitor.post(`${envoi}/demandes/1`, wanted.values);
  if (pathOf(written) === `${envoi}/demandes/1/succession`) await answerSuccession(visitor, pathOf(written));
  else await expectPath(Promise.resolve(written), `${envoi}/demandes`);
  await expectPath(visitor.post(`${envoi}/vous`, wanted.submitter ?? SUBMITTER), `${envoi}/relire`);
  return envoi;
}

/** "Je ne sais pas", to every question of the page. */
async function answerSuccession(visitor: Visitor, path: string): Promise<void> {
  const { text } = await visitor.get(path);
  const asked = [...text.matchAll(/name="replaces\.([\w-]+)" value="unknown"/g)];
  const replaces = Object.fromEntries(asked.map(([, role = '']) => [role, 'unknown']));
  await expectPath(visitor.post(path, { replaces }), path.replace(/\/1\/succession$/, ''));
}

async function expectPath(posted: Promise<Answer>, path: string): Promise<void> {
  const answer = await posted;
  if (pathOf(answer) !== path) throw new Error(`Expected to go on to ${path}: ${pathOf(answer)} ${wordsOf(answer)}`);
}

/** The button that sends. */
export async function send(visitor: Visitor, envoi: string): Promise<Answer> {
  const review = await visitor.get(`${envoi}/relire`);
  return visitor.post(`${envoi}/envoyer`, { version: hiddenIn(review.text).version ?? '' });
}

/** The envoi that was stored under the key of that path, as its owner reads it. */
export async function storedEnvoi(database: TestDatabase, envoi: string) {
  const rows = await database.sql('migrator')`
    select s.reference, s.po_id, s.po_typed, s.submitter_name, s.submitter_email, s.submitter_function, s.message,
      c.type, c.subject, c.state, p.payload,
      (select count(*)::int from outbox where kind = 'arrive' and ref = c.id::text) as arrivals,
      (select count(*)::int from mail m join outbox o on o.kind = 'mail' and o.ref = m.id::text
        where m.submission_id = s.id and m.kind = 'acknowledgement' and m.to_address = s.submitter_email) as acknowledgements
    from submission s join change_request c on c.submission_id = s.id join request_payload p on p.request_id = c.id
    where s.idempotency_key = ${envoi.split('/')[2] ?? ''}`;
  return rows;
}
