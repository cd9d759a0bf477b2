import type { Database } from '@guichet/shared/db/client';
import { platformConsent } from '@guichet/shared/db/tables/platform-consent';
import { platform } from '@guichet/shared/db/tables/platform';
import { and, asc, eq, isNull } from 'drizzle-orm';

/** The platforms that a member lets know who they are, by name. */
export async function listPlatformConsents(db: Database, accountId: string) {
  return db
    .select({
      platformId: platform.id,
      name: platform.name,
      shares: platform.shares,
      consentText: platform.consentText,
      givenAt: platformConsent.givenAt,
      disabledAt: platform.disabledAt,
    })
    .from(platformConsent)
    .innerJoin(platform, eq(platform.id, platformConsent.platformId))
    .where(and(eq(platformConsent.accountId, accountId), isNull(platformConsent.withdrawnAt)))
    .orderBy(asc(platform.name));
}

export type PlatformConsentRow = Awaited<ReturnType<typeof listPlatformConsents>>[number];
