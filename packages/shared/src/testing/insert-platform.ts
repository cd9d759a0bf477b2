import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../db/client.ts';
import { platform } from '../db/tables/platform.ts';

export const TEST_PLATFORM_SECRET = 'a-secret-of-the-tests-that-nobody-else-has';
export const TEST_REDIRECT_URI = 'https://commande.example/retour';

type Row = typeof platform.$inferSelect;

/** A platform that everybody may enter, with `TEST_PLATFORM_SECRET` unless it is public. Use a role that may write. */
export async function insertPlatform(db: Database, values: Partial<typeof platform.$inferInsert> = {}): Promise<Row> {
  const secret = createHash('sha256').update(TEST_PLATFORM_SECRET).digest();
  const [row] = await db
    .insert(platform)
    .values({
      clientId: `essai-${randomUUID()}`,
      name: 'Centrale d’essai',
      redirectUris: [TEST_REDIRECT_URI],
      postLogoutUris: ['https://commande.example/au-revoir'],
      shares: ['profile', 'email', 'roles'],
      consentText: 'La centrale sert à commander ensemble.',
      public: false,
      secretSha256: values.public ? null : secret,
      ...values,
    })
    .returning();
  if (!row) throw new Error('the platform was not stored');
  return row;
}
