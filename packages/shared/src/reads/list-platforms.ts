import { count, getTableColumns, isNull } from 'drizzle-orm';
import type { PlatformView } from '../contracts/platforms.ts';
import type { Database } from '../db/client.ts';
import { NotFoundError } from '../errors/errors.ts';
import { platformConsent } from '../db/tables/platform-consent.ts';
import { platform } from '../db/tables/platform.ts';

const { secretSha256: _digest, ...columns } = getTableColumns(platform);
/** All but the digest of the secret, which nobody at a screen may read. */
export const PLATFORM_COLUMNS = columns;
export type PlatformRow = Omit<typeof platform.$inferSelect, 'secretSha256'>;

/** The platforms as administrators see them, by name. */
export async function listPlatforms(db: Database): Promise<PlatformView[]> {
  const rows = await db.select(PLATFORM_COLUMNS).from(platform).orderBy(platform.name, platform.id);
  const counts = await db
    .select({ id: platformConsent.platformId, members: count() })
    .from(platformConsent)
    .where(isNull(platformConsent.withdrawnAt))
    .groupBy(platformConsent.platformId);
  return rows.map((row) => viewPlatform(row, counts.find(({ id }) => id === row.id)?.members ?? 0));
}

/** One of them. */
export async function getPlatformView(db: Database, id: string): Promise<PlatformView> {
  const found = (await listPlatforms(db)).find((each) => each.id === id);
  if (!found) throw new NotFoundError(`No platform ${id}.`, { userMessage: 'Cette plateforme n’existe pas.' });
  return found;
}

/** `members`: how many have agreed and not taken it back. */
export function viewPlatform(row: PlatformRow, members: number): PlatformView {
  const { id, clientId, name, redirectUris, postLogoutUris, roles, shares, consentText, version } = row;
  return {
    ...{ id, clientId, name, redirectUris, postLogoutUris, roles, shares, consentText, version, members },
    public: row.public,
    secretMadeAt: row.secretMadeAt?.toISOString() ?? null,
    disabled: row.disabledAt !== null,
  };
}
