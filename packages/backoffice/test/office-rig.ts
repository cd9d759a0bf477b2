import { createStaff } from '@guichet/shared/commands/create-staff';
import { inTransaction, type StaffActor, SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { processArrival } from '@guichet/shared/commands/process-arrival';
import { CLIENT_HEADER } from '@guichet/shared/contracts/fetch-client';
import { staffUser } from '@guichet/shared/db/tables/staff-user';
import { DEFAULT_AGE_ALERTS } from '@guichet/shared/domain/request-age';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '@guichet/shared/domain/roles';
import { createLogger, type Logger } from '@guichet/shared/http/logging';
import type { ClientAssets } from '@guichet/shared/http/static-assets';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { registerBuilder, testContext } from '@guichet/shared/testing/register-builder';
import { requestRig } from '@guichet/shared/testing/request-rig';
import { eq } from 'drizzle-orm';
import type { Express } from 'express';
import request from 'supertest';
import { createBackofficeApp } from '../src/server/app.ts';
import { createLiveHub, type LiveHub } from '../src/server/live/live-hub.ts';

export const PASSWORD = 'quatre chevaux sans agrafe';

export type OfficeOptions = {
  publicUrl?: string;
  undoDelay?: number;
  fourEyes?: boolean;
  assets?: ClientAssets;
  now?: () => Date;
  /** Its own unless given: it listens only while a stream is open. */
  live?: LiveHub;
  /** Outside the demonstration everybody needs a second factor; here most sign in by password alone. */
  demo?: boolean;
};

/** The back office on a database of its own, as its own role, with a secretariat and a reader. */
export async function startTestOffice(options: OfficeOptions = {}) {
  const now = options.now ?? (() => new Date());
  const database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  const secretariat = await addStaff(database, 'Delphine Exemple', 'secretariat');
  const rig = requestRig(database, secretariat.actor, now);
  return {
    database,
    build,
    rig,
    secretariat,
    app: createTestOffice(database, options),
    /** What the worker does when a request comes in. */
    arrive: (requestId: string) =>
      inTransaction(testContext(database.db('worker'), SYSTEM_ACTOR, now), (tx) =>
        processArrival(tx, requestId, rig.settings),
      ),
  };
}

export type TestOffice = Awaited<ReturnType<typeof startTestOffice>>;

/** Another process on the same database. */
export function createTestOffice(database: TestDatabase, options: OfficeOptions = {}): Express {
  const log = createLogger('backoffice', 'silent');
  const live = options.live ?? openLive(database, log);
  return createBackofficeApp({
    connection: { db: database.db('backoffice'), sql: database.sql('backoffice') },
    env: {
      BACKOFFICE_URL: options.publicUrl ?? 'http://localhost:4440',
      EXTRANET_URL: 'http://localhost:4442',
      INTAKE_URL: 'http://localhost:4441',
      TOKEN_KEYS: ['k'.repeat(40)],
      AUTH_SECRET_STAFF: 's'.repeat(40),
      TRUST_PROXY: 0,
      DEMO: options.demo ?? true,
      UNDO_DELAY: options.undoDelay ?? 0,
      FOUR_EYES: options.fourEyes ?? false,
      SINGLE_HOLDER_ROLES: [...DEFAULT_SINGLE_HOLDER_ROLES],
      AGE_ALERT_DAYS: DEFAULT_AGE_ALERTS,
      CORRECTION_REMINDER_DAYS: [5, 12],
      COLLEAGUE_CONTACTS: false,
      CORRECTION_LAPSE_DAYS: 30,
      RETENTION: {},
      IMPORT_MAX_MB: 2,
      RESOURCE_MAX_MB: 1,
      MAILING_FILE_MAX_MB: 1,
      MAILING_MAX_MB: 2,
      LINK_CHECK_HOSTS: [],
    },
    log,
    live,
    now: options.now,
    assets: options.assets,
  });
}

/** It listens from the first page that is open: it ends with the database. */
function openLive(database: TestDatabase, log: Logger): LiveHub {
  const live = createLiveHub({ databaseUrl: database.url('backoffice'), db: database.db('backoffice'), log });
  database.beforeClose(() => live.close());
  return live;
}

export type TestStaff = { actor: StaffActor; email: string };

export async function addStaff(
  database: TestDatabase,
  name: string,
  role: StaffActor['role'],
  more: Partial<typeof staffUser.$inferInsert> = {},
): Promise<TestStaff> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@secretariat.example`;
  const db = database.db('migrator');
  const operator = testContext(db, { kind: 'operator', id: null, label: 'operator' });
  const { id } = await createStaff(operator, { name, email, role, password: PASSWORD, region: 'namur-luxembourg' });
  await db
    .update(staffUser)
    .set({ updatedAt: new Date(), ...more })
    .where(eq(staffUser.id, id));
  const [user] = await db.select().from(staffUser).where(eq(staffUser.id, id));
  if (!user) throw new Error('the member of staff is missing');
  const { regionId, personId } = user;
  return { email, actor: { kind: 'staff', id, label: name, role: user.role, regionId, personId } };
}

/** A browser's way of calling the API: with the header, as JSON, keeping its cookie. */
export function visitor(app: Express) {
  const agent = request.agent(app);
  const call = (method: 'get' | 'post' | 'delete', path: string, body?: unknown) => {
    const sent = agent[method](path).set(CLIENT_HEADER, 'test').set('Accept', 'application/json');
    return method === 'get' ? sent : sent.set('Content-Type', 'application/json').send(JSON.stringify(body ?? {}));
  };
  return {
    agent,
    get: (path: string) => call('get', path),
    post: (path: string, body?: unknown) => call('post', path, body),
    delete: (path: string) => call('delete', path),
    signIn: (email: string, password = PASSWORD) => call('post', '/api/session', { email, password }),
  };
}

export type Visitor = ReturnType<typeof visitor>;

export async function signedIn(app: Express, { email }: TestStaff): Promise<Visitor> {
  const who = visitor(app);
  const answer = await who.signIn(email);
  if (answer.status !== 200) throw new Error(`could not sign in: ${answer.status} ${answer.text}`);
  return who;
}
