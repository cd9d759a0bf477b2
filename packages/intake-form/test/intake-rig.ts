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
  assets?: ClientAssets;
};

/** The form on this database, as its own role and no other. */
export function createTestIntake(database: TestDatabase, options: IntakeAppOptions = {}): Express {
  const { publicUrl = SITE, sendsPerHour = 10_000, ...rest } = options;
  return createIntakeApp({
    connection: { db: database.db('intake') },
    env: { INTAKE_URL: publicUrl, TOKEN_KEYS: TEST_TOKEN_KEYS, TRUST_PROXY: 0, SENDS_PER_HOUR: sendsPerHour },
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

/** A browser without JavaScript: keeps cookies, and sends the token that the pages carry. */
export function newVisitor(app: Express) {
  const agent = request.agent(app);
  const get = (path: string) => agent.get(path).set('Accept', 'text/html');
  let token: string | undefined;
  const post = async (path: string, fields: FormBody = {}): Promise<Answer> => {
    token ??= tokenIn((await get('/po/autre?demande=removal')).text);
    return agent
      .post(path)
      .type('form')
      .set('Accept', 'text/html')
      .send(new URLSearchParams([['_csrf', token], ...flattenFormFields(fields)]).toString());
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

type Jar = { setCookie: (line: string, host: string, path: string) => void };

/** The same browser in front of another copy of the form. */
export function movedTo(app: Express, visitor: Visitor): Visitor {
  const moved = newVisitor(app);
  Object.assign(moved.agent, { jar: visitor.jar });
  return moved;
}

/** The draft that an answer put into the browser, as one that never got a later answer would still hold it. */
export function holdDraft(visitor: Visitor, envoi: string, answer: Answer): () => void {
  const lines = answer.headers['set-cookie'] as unknown as string[];
  return () => {
    for (const line of lines) visitor.jar.setCookie(line, '127.0.0.1', envoi);
  };
}

function tokenIn(html: string): string {
  return /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
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
  await expectPath(visitor.post(`${envoi}/demandes/1`, wanted.values), `${envoi}/vous`);
  await expectPath(visitor.post(`${envoi}/vous`, wanted.submitter ?? SUBMITTER), `${envoi}/relire`);
  return envoi;
}

async function expectPath(posted: Promise<Answer>, path: string): Promise<void> {
  const answer = await posted;
  if (pathOf(answer) !== path) throw new Error(`Expected to go on to ${path}: ${pathOf(answer)} ${wordsOf(answer)}`);
}

/** The button that sends. */
export async function send(visitor: Visitor, envoi: string): Promise<Answer> {
  const review = await visitor.get(`${envoi}/relire`);
  const version = /name="version" value="(\d+)"/.exec(review.text)?.[1] ?? '';
  return visitor.post(`${envoi}/envoyer`, { version });
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
