import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from '@guichet/shared/commands/context';
import { recordMailReport, recordToldReport } from '@guichet/shared/commands/mailings/record-mail-report';
import { REPORT_KINDS } from '@guichet/shared/domain/mailings/mail-report';
import { GuichetError, InvalidInputError } from '@guichet/shared/errors/errors';
import express, { type Express, type RequestHandler } from 'express';
import * as z from 'zod/mini';

const PATH = '/api/mail-reports';
const LARGEST = 2 * 1024 * 1024;

const told = z.strictObject({
  /** One event, however often it is posted. */
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  mailId: z.uuid(),
  kind: z.enum(REPORT_KINDS),
  status: z.optional(z.nullable(z.string().check(z.regex(/^[245]\.\d{1,3}\.\d{1,3}$/)))),
  words: z.optional(z.string().check(z.maxLength(2_000))),
});

export type MailReportRoutes = {
  /** A message as it came, before the parsers of other bodies. */
  beforeBody: (app: Express) => void;
  /** The same in a few words of JSON. */
  routes: (app: Express) => void;
};

/**
 * Where a mail server, or what watches one, posts what came back: with the secret of MAIL_REPORT_SECRET as a bearer token.
 * The answer comes once it is recorded; the same again is recorded once.
 */
export function mailReportRoutes(ctx: Context, secret: string): MailReportRoutes {
  const guard = requireSecret(secret);
  return {
    beforeBody(app) {
      const body = express.raw({ type: 'message/rfc822', limit: LARGEST, inflate: false });
      app.post(PATH, guard, body, async (req, res, next) => {
        if (!Buffer.isBuffer(req.body)) return next();
        const to = req.get('X-Envelope-To') ?? '';
        res.json({ outcome: await recordMailReport(ctx, { message: req.body, to, source: 'webhook' }) });
      });
    },
    routes(app) {
      app.post(PATH, guard, async (req, res) => {
        const read = told.safeParse(req.body);
        if (!read.success) {
          throw new InvalidInputError(
            'a mail report is { id, mailId, kind, status?, words? }',
            read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
          );
        }
        res.json({ outcome: await recordToldReport(ctx, read.data) });
      });
    },
  };
}

function requireSecret(secret: string): RequestHandler {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const wanted = digest(secret);
  return (req, _res, next) => {
    const given = /^Bearer (.+)$/.exec(req.get('Authorization') ?? '')?.[1] ?? '';
    if (timingSafeEqual(digest(given), wanted)) return next();
    throw new GuichetError('unauthenticated', 'mail reports are posted with the secret of MAIL_REPORT_SECRET');
  };
}
