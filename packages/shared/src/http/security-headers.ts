import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

export type SecurityHeadersOptions = {
  /** The public origin: https turns HSTS and the upgrade of insecure requests on. */
  publicUrl: string;
  /** A fresh nonce for inline styles in every answer, read with `cspNonce(res)`. Only for pages that cannot do without. */
  styleNonce?: boolean | undefined;
  /** Pages of ours are shown within frames. */
  ownFrames?: boolean | undefined;
  /** Other origins that a form of ours is redirected to: browsers hold redirects against form-action too. */
  formTargets?: readonly string[] | undefined;
};

/** Everything a browser can be told to refuse. Pages are not kept by caches unless a route says otherwise. */
export function securityHeaders(options: SecurityHeadersOptions): RequestHandler[] {
  const https = options.publicUrl.startsWith('https:');
  const self = "'self'";
  const none = ["'none'"];
  const nonce = (_req: unknown, res: unknown) => `'nonce-${cspNonce(res as Response)}'`;
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: [self],
        styleSrc: options.styleNonce ? [self, nonce] : [self],
        imgSrc: [self, 'data:'],
        fontSrc: [self],
        connectSrc: [self],
        manifestSrc: [self],
        ...(options.ownFrames ? { frameSrc: [self] } : {}),
        formAction: [self, ...(options.formTargets ?? [])],
        objectSrc: none,
        baseUri: none,
        frameAncestors: none,
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Not no-referrer: with it browsers send `Origin: null` with our own forms, and the check of the origin goes blind.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  return [protect as RequestHandler, defaults];
}

const defaults: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  next();
};

/**
 * For pages whose address holds a token: not even our own next page is told where the person came from. Without TLS
 * browsers then no longer say whose form they send (no Sec-Fetch-Site), so there the general rule stays.
 */
export const withoutReferrer: RequestHandler = (req, res, next) => {
  if (req.app.locals.isTrustworthyOrigin) res.setHeader('Referrer-Policy', 'no-referrer');
  next();
};

/** Lets the forms of this one answer be redirected to another origin: browsers hold redirects against form-action too. */
export function allowFormTarget(res: Response, url: string): void {
  const policy = String(res.getHeader('Content-Security-Policy') ?? '');
  const { origin } = new URL(url);
  res.setHeader(
    'Content-Security-Policy',
    policy.replace(/form-action [^;]*/, (directive) => `${directive} ${origin}`),
  );
}

/** What browsers call potentially trustworthy: TLS, or this machine. */
export function isTrustworthyOrigin(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** The nonce of this answer; the same on every call. */
export function cspNonce(res: Response): string {
  const locals = res.locals as { cspNonce?: string };
  locals.cspNonce ??= randomBytes(16).toString('base64');
  return locals.cspNonce;
}
