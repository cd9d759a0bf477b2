import express from 'express';
import request from 'supertest';
import { createMemberAuth } from '../auth/member-auth.ts';
import { createStaffAuth } from '../auth/staff-auth.ts';
import type { PopulationName } from '../auth/sign-in-tables.ts';
import { sendCookies } from '../auth/auth-realm.ts';
import { createLogger } from '../http/logging.ts';
import type { TestDatabase } from './database.ts';

/**
 * The cookies of an open session of one population on this database, as the app of the other may be shown them: under
 * their own name, and under the one that the other population's session has.
 */
export async function sessionCookies(
  database: TestDatabase,
  population: PopulationName,
  { email, password, secret }: { email: string; password: string; secret: string },
): Promise<string> {
  const role = population === 'staff' ? 'backoffice' : 'extranet';
  const common = { publicUrl: 'http://localhost', demo: false, log: createLogger(role, 'silent'), secret };
  const place = { db: database.db(role), sql: database.sql(role) };
  const auth =
    population === 'staff'
      ? createStaffAuth({ ...common, ...place, secondFactorRequired: false })
      : createMemberAuth({ ...common, ...place });
  const app = express();
  app.post('/', express.json(), async (req, res) => {
    const result = await auth.signIn(req, { email, password });
    if (result.ok) sendCookies(res, result.cookies);
    res.status(result.ok ? 204 : 401).end();
  });
  const answer = await request(app).post('/').send({}).expect(204);
  const session = ([] as string[])
    .concat(answer.headers['set-cookie'] ?? [])
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => cookie.includes('session_token'));
  const other = population === 'staff' ? 'member' : 'staff';
  return session
    .flatMap((cookie) => [cookie, cookie.replace(`guichet-${population}.`, `guichet-${other}.`)])
    .join('; ');
}
