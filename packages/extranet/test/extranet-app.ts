import type { ClientAssets } from '@guichet/shared/http/static-assets';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { TEST_TOKEN_KEY } from '@guichet/shared/testing/register-rows';
import { createLogger } from '@guichet/shared/http/logging';
import type { Express } from 'express';
import request from 'supertest';
import { createExtranetApp } from '../src/server/app.ts';

export type TestExtranet = {
  database: TestDatabase;
  app: Express;
  visitor: () => Visitor;
  now: { value: Date | null };
};

export type TestExtranetOptions = {
  publicUrl?: string;
  trustProxy?: number;
  assets?: ClientAssets;
  colleagueContacts?: boolean;
};

/** The extranet on a database of its own, as its own role. */
export async function startTestExtranet(options: TestExtranetOptions = {}): Promise<TestExtranet> {
  const database = await createTestDatabase();
  const now: { value: Date | null } = { value: null };
  const app = createTestApp(database, { ...options, now: () => now.value ?? new Date() });
  return { database, app, visitor: () => newVisitor(app), now };
}

/** Another process on the same database. */
export function createTestApp(
  database: TestDatabase,
  options: TestExtranetOptions & { now?: () => Date } = {},
): Express {
  return createExtranetApp({
    connection: { db: database.db('extranet'), sql: database.sql('extranet') },
    env: {
      EXTRANET_URL: options.publicUrl ?? 'http://localhost:4401',
      INTAKE_URL: 'http://localhost:4402',
      TOKEN_KEYS: [TEST_TOKEN_KEY],
      AUTH_SECRET_MEMBER: 'm'.repeat(40),
      TRUST_PROXY: options.trustProxy ?? 0,
      DEMO: false,
      COLLEAGUE_CONTACTS: options.colleagueContacts ?? false,
    },
    log: createLogger('extranet', 'silent'),
    now: options.now,
    assets: options.assets,
  });
}

export type Visitor = {
  get: (path: string) => request.Test;
  head: (path: string) => request.Test;
  /** Posts a form as a browser does: with the cookie and the token of a page of ours. */
  post: (path: string, fields?: Record<string, string>) => Promise<request.Response>;
  signIn: (email: string, password: string) => Promise<request.Response>;
};

/** A browser without JavaScript: keeps cookies and posts forms. */
export function newVisitor(app: Express): Visitor {
  const agent = request.agent(app);
  const get = (path: string) => agent.get(path).set('Accept', 'text/html');
  const post: Visitor['post'] = async (path, fields = {}) => {
    const page = await get('/mot-de-passe-oublie');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    return agent
      .post(path)
      .type('form')
      .set('Accept', 'text/html')
      .send({ _csrf: token, ...fields });
  };
  const signIn: Visitor['signIn'] = (email, password) => post('/connexion', { email, password });
  const head = (path: string) => agent.head(path).set('Accept', 'text/html');
  return { get, head, post, signIn };
}

/** The words of a page, without markup: what a person reads. */
export function textOf(html: string): string {
  return html
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', '’')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
