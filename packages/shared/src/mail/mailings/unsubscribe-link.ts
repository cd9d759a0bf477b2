import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the key signs: a secret made for anything else never opens this. */
const PURPOSE = 'mailing-opt-out';
const ID_BYTES = 16;
const SEAL_BYTES = 16;

/**
 * Where one click leaves the kind of mailing that a mail belongs to (RFC 8058): the page on GET, the act on POST. Nothing is
 * stored for it: the address holds the mail's id, and a seal that only TOKEN_KEYS make.
 */
export function unsubscribeUrlOf(keys: readonly string[], mailId: string, extranetUrl: string): string {
  const [key] = keys;
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: no link of a mail can be made.');
  const id = Buffer.from(mailId.replaceAll('-', ''), 'hex');
  return `${extranetUrl}/desinscription/${Buffer.concat([id, sealOf(key, id)]).toString('base64url')}`;
}

/** The mail whose link this is; null when none of the keys, current or former, made it. */
export function readUnsubscribeToken(keys: readonly string[], token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const id = bytes.subarray(0, ID_BYTES);
  // All keys are tried, so that the time taken says nothing.
  const known = keys.map((key) => timingSafeEqual(sealOf(key, id), bytes.subarray(ID_BYTES))).includes(true);
  if (!known) return null;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function sealOf(key: string, id: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${PURPOSE}:`).update(id).digest().subarray(0, SEAL_BYTES);
}
