import { asc, eq, inArray } from 'drizzle-orm';
import type { ConsentGiven } from '../contracts/privacy.ts';
import type { Database, Transaction } from '../db/client.ts';
import { platformConsent } from '../db/tables/platform-consent.ts';
import { platform } from '../db/tables/platform.ts';
import { formatDate, todayInBrussels } from '../domain/dates.ts';

/** Every consent to be known by a platform that these accounts gave, those taken back too, the oldest first. */
export async function listConsentsGiven(
  db: Database | Transaction,
  accountIds: readonly string[],
): Promise<ConsentGiven[]> {
  const rows = await db
    .select({
      platform: platform.name,
      version: platformConsent.consentVersion,
      givenAt: platformConsent.givenAt,
      withdrawnAt: platformConsent.withdrawnAt,
    })
    .from(platformConsent)
    .innerJoin(platform, eq(platform.id, platformConsent.platformId))
    .where(inArray(platformConsent.accountId, [...accountIds]))
    .orderBy(asc(platformConsent.givenAt), asc(platformConsent.id));
  return rows.map(({ givenAt, withdrawnAt, ...consent }) => ({
    ...consent,
    givenAt: givenAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  }));
}

/** "Centrale d’achats, le 3/2/2026 (version 2 du texte), retiré le 4/5/2026". */
export function sayConsentGiven({ platform: name, version, givenAt, withdrawnAt }: ConsentGiven): string {
  const given = `${name}, le ${sayDay(givenAt)} (version ${version} du texte)`;
  return withdrawnAt === null ? given : `${given}, retiré le ${sayDay(withdrawnAt)}`;
}

const sayDay = (moment: string): string => formatDate(todayInBrussels(new Date(moment)));
