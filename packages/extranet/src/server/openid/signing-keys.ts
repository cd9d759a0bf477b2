import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Sealer } from '@guichet/shared/auth/sealer';
import type { Database } from '@guichet/shared/db/client';
import { oidcSigningKey } from '@guichet/shared/db/tables/oidc-signing-key';
import type { Logger } from '@guichet/shared/http/logging';
import { asc, sql } from 'drizzle-orm';
import type { JWK } from 'oidc-provider';

const CONTEXT = 'oidc-signing-key';

/** The keys of the environment; without any, the one in the database, made by whichever server asks first. */
export async function loadSigningKeys(
  db: Database,
  options: { given: readonly KeyObject[] | undefined; sealer: Sealer; log: Logger },
): Promise<JWK[]> {
  const keys = options.given ?? [await storedKey(db, options)];
  // The provider signs with the first key that fits, and names each by its thumbprint.
  return keys.map((key) => ({ ...key.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }) as JWK);
}

async function storedKey(db: Database, { sealer, log }: { sealer: Sealer; log: Logger }): Promise<KeyObject> {
  return db.transaction(async (tx) => {
    // Two servers that start together make one key.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${CONTEXT}))`);
    const rows = await tx.select().from(oidcSigningKey).orderBy(asc(oidcSigningKey.createdAt));
    for (const { sealed } of rows.reverse()) {
      const pem = sealer.unseal(sealed, CONTEXT);
      if (pem !== null) return createPrivateKey(pem);
    }
    if (rows.length > 0) log.warn('TOKEN_KEYS opens no stored signing key: a new one is made');
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    await tx.insert(oidcSigningKey).values({ sealed: sealer.seal(pem, CONTEXT) });
    return privateKey;
  });
}
