import { createHash } from 'node:crypto';
import type { Sealer } from '@guichet/shared/auth/sealer';
import type { Database } from '@guichet/shared/db/client';
import { oidcGrant } from '@guichet/shared/db/tables/oidc-grant';
import { eq } from 'drizzle-orm';
import type { ReadSignedIn } from './signed-in.ts';

export type StoreOptions = { db: Database; sealer: Sealer; signedIn: ReadSignedIn };

/** By what the database finds a secret again, without knowing it. */
export function digest(id: string): Buffer {
  return createHash('sha256').update(id).digest();
}

/** Ends a grant; codes and tokens go with it. */
export async function endGrant(db: Database, id: string): Promise<void> {
  await db.delete(oidcGrant).where(eq(oidcGrant.key, digest(id)));
}

/** What the provider has no use for here. */
export const unused = {
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => undefined,
};
