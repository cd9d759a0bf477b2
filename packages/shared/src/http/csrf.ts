import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import { ForbiddenError } from '../errors/errors.ts';
import { csrfFieldName } from '../ui/csrf-field.tsx';
import { readCookie } from './cookies.ts';

export type CsrfOptions = {
  /** The process's name: apps on ports of one host share their cookies, so each has its own. */
  name: string;
  publicUrl: string;
  /** TOKEN_KEYS: the first signs, all are accepted. */
  keys: readonly string[];
};

/** The form came from a page of ours, but its token did not match: what was typed may be offered again. */
export class ExpiredFormError extends ForbiddenError {
  constructor() {
    super('the form token is missing or does not match the cookie; render the form again', {
      userMessage: 'Cette page était ouverte depuis longtemps, et sa protection a expiré. Rien n’a été envoyé.',
    });
  }
}

/**
 * Two walls in front of whatever changes something. First the browser's own word: an Origin or Sec-Fetch-Site of
 * another site is refused before the body is read. Then, for HTML forms, a token that is the HMAC of a cookie only we
 * can set. JSON needs no token: a browser sends no JSON across sites without asking first, and we never answer yes.
 */
export function csrf(options: CsrfOptions): { checkOrigin: RequestHandler; checkToken: RequestHandler } {
  const https = options.publicUrl.startsWith('https:');
  const cookie = https ? `__Host-${options.name}-csrf` : `${options.name}-csrf`;
  const cookieOptions: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: https, path: '/' };
  const origins = ownOrigins(options.publicUrl);

  const checkOrigin: RequestHandler = (req, res, next) => {
    issuers.set(res, () => issueToken(req, res, cookie, cookieOptions, options.keys));
    if (isSafe(req)) return next();
    const origin = req.headers.origin;
    const site = req.headers['sec-fetch-site'];
    const sameSite = site === undefined || site === 'same-origin' || site === 'none';
    const sameOrigin = origin === undefined || origins.has(origin) || (origin === 'null' && site === 'same-origin');
    if (sameSite && sameOrigin) return next();
    throw new ForbiddenError('a page of another origin sent this request', {
      userMessage: 'Cet envoi vient d’un autre site : il a été refusé. Ouvrez notre page et recommencez.',
    });
  };

  const checkToken: RequestHandler = (req, _res, next) => {
    if (isSafe(req) || !req.is('application/x-www-form-urlencoded')) return next();
    const body = req.body as Record<string, unknown>;
    const { [csrfFieldName]: token, ...fields } = body;
    req.body = fields;
    const value = readCookie(req, cookie);
    if (value !== undefined && typeof token === 'string' && matches(token, value, options.keys)) return next();
    throw new ExpiredFormError();
  };

  return { checkOrigin, checkToken };
}

const issuers = new WeakMap<Response, () => string>();

/** The token for the forms of this page; sets the cookie when the browser has none yet. Call it before sending. */
export function csrfToken(res: Response): string {
  const issue = issuers.get(res);
  if (issue === undefined) throw new Error('csrfToken() needs an app made by createApp with csrf keys');
  return issue();
}

/** Whether the browser itself says that a page of ours sent this: only then may a refused form be shown again. */
export function isSurelyOurs(req: Request): boolean {
  return req.headers['sec-fetch-site'] === 'same-origin';
}

function issueToken(
  req: Request,
  res: Response,
  cookie: string,
  options: CookieOptions,
  keys: readonly string[],
): string {
  const locals = res.locals as { csrfToken?: string };
  if (locals.csrfToken === undefined) {
    const known = readCookie(req, cookie);
    const value = known !== undefined && /^[\w-]{24}$/.test(known) ? known : randomBytes(18).toString('base64url');
    if (value !== known) res.cookie(cookie, value, options);
    locals.csrfToken = sign(value, keys[0] ?? '');
  }
  return locals.csrfToken;
}

function sign(value: string, key: string): string {
  return createHmac('sha256', key).update(`csrf:${value}`).digest('base64url');
}

function matches(token: string, value: string, keys: readonly string[]): boolean {
  const given = Buffer.from(token);
  return keys.some((key) => {
    const expected = Buffer.from(sign(value, key));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function isSafe(req: Request): boolean {
  return req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS';
}

/** On a machine of one's own, localhost and its two addresses are one place. */
function ownOrigins(publicUrl: string): Set<string> {
  const url = new URL(publicUrl);
  const port = url.port === '' ? '' : `:${url.port}`;
  const local = ['localhost', '127.0.0.1', '[::1]'];
  const hosts = local.includes(url.hostname) ? local : [url.hostname];
  return new Set(hosts.map((host) => `${url.protocol}//${host}${port}`));
}
