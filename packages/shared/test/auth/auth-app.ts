import express, { type Express } from 'express';
import { pino } from 'pino';
import { sendCookies } from '../../src/auth/auth-realm.ts';
import { createMemberAuth } from '../../src/auth/member-auth.ts';
import { memberOf, requireMember, requireStaff, staffOf } from '../../src/auth/require-session.ts';
import { createStaffAuth } from '../../src/auth/staff-auth.ts';
import { errorHandler } from '../../src/http/error-handler.ts';
import { requestLog } from '../../src/http/request-log.ts';
import type { TestDatabase } from '../../src/testing/database.ts';

export type AuthAppOptions = {
  database: TestDatabase;
  demo?: boolean;
  publicUrl?: string;
  trustProxy?: number;
  now?: () => Date;
};

/** Both realms on one host and port, as their cookies meet on a machine of one's own. */
export function authApp({ database, ...options }: AuthAppOptions): Express {
  const log = pino({ level: 'silent' });
  const common = { publicUrl: 'http://localhost:4400', demo: false, log, ...options };
  const staff = createStaffAuth({
    ...common,
    db: database.db('backoffice'),
    sql: database.sql('backoffice'),
    secret: 's'.repeat(40),
    secondFactorRequired: false,
  });
  const member = createMemberAuth({
    ...common,
    db: database.db('extranet'),
    sql: database.sql('extranet'),
    secret: 'm'.repeat(40),
  });
  const app = express();
  app.set('trust proxy', options.trustProxy ?? 0);
  app.use(requestLog(log), express.json());
  for (const [path, auth] of [
    ['/staff', staff],
    ['/member', member],
  ] as const) {
    app.post(`${path}/sign-in`, async (req, res) => {
      const result = await auth.signIn(req, req.body);
      if (result.ok) sendCookies(res, result.cookies);
      res.status(result.ok ? 200 : 401).json(result.ok ? { ok: true } : result);
    });
    app.post(`${path}/sign-out`, async (req, res) => {
      sendCookies(res, await auth.signOut(req));
      res.json({});
    });
  }
  app.get('/staff/me', requireStaff(staff), (_req, res) => {
    res.json(staffOf(res));
  });
  const onClosed = (_req: express.Request, res: express.Response) => {
    res.status(403).json({ closed: true });
  };
  app.get(
    '/member/me',
    requireMember(member, { signInPath: '/connexion', codePath: '/connexion/code', onClosed }),
    (_req, res) => {
      res.json(memberOf(res));
    },
  );
  app.use(errorHandler());
  return app;
}

/** The cookies of an answer, as the browser sends them back. */
export function cookieHeader(answer: { headers: Record<string, unknown> }): string {
  const cookies = (answer.headers['set-cookie'] as string[] | undefined) ?? [];
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}
