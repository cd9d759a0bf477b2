import { createHash, randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { readCookie } from '../http/cookies.ts';

/** Browsers keep no cookie longer than 400 days. */
const LIVES_SECONDS = 400 * 24 * 3_600;

export type Device = {
  /** What the database keeps of it. */
  digest: Uint8Array;
  /** To be sent with the answer: the device is known by it from now on. */
  cookie: string;
};

/** A device is a browser that holds a cookie of ours; it proves nothing by itself. One population, one name. */
export function deviceCookies(population: 'member', publicUrl: string) {
  const https = publicUrl.startsWith('https:');
  const name = `${https ? '__Host-' : ''}guichet-${population}.device`;
  const valueOf = (req: Request) => {
    const value = readCookie(req, name);
    return value !== undefined && /^[\w-]{32}$/.test(value) ? value : null;
  };
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return {
    /** The device of this request, or null when it has no cookie yet. */
    read: (req: Request): Uint8Array | null => {
      const value = valueOf(req);
      return value === null ? null : digest(value);
    },
    /** The same, named now where it has none. */
    name: (req: Request): Device => {
      const value = valueOf(req) ?? randomBytes(24).toString('base64url');
      const flags = `Path=/; Max-Age=${LIVES_SECONDS}; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`;
      return { digest: digest(value), cookie: `${name}=${value}; ${flags}` };
    },
  };
}
