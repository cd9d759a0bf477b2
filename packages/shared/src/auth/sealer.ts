import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Bytes of text that are sealed at most: what is longer would not be opened again. */
export const MOST_TEXT = 256 * 1024;

export type Sealer = {
  /** `context` must be the same when it is opened: a sealed text cannot be carried elsewhere. */
  seal: (text: string, context: string) => string;
  /** Null for what we did not seal, or sealed for another context. */
  unseal: (sealed: string, context: string) => string | null;
};

/**
 * Texts that leave our hands and come back: compressed, then encrypted and authenticated (AES-256-GCM). The first key
 * seals, all open.
 */
export function createSealer(secrets: readonly string[], purpose: string): Sealer {
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', `guichet-po ${purpose}`, 32)));
  const [current] = keys;
  if (!current) throw new Error('TOKEN_KEYS is empty: nothing can be sealed.');
  return {
    seal: (text, context) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    unseal: (sealed, context) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < IV_BYTES + TAG_BYTES) return null;
      for (const key of keys) {
        const text = open(key, bytes, context);
        if (text !== null) return text;
      }
      return null;
    },
  };
}

function open(key: Buffer, bytes: Buffer, context: string): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const body = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return inflateRawSync(body, { maxOutputLength: MOST_TEXT }).toString();
  } catch {
    return null;
  }
}
