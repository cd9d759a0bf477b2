import type { Database } from '@guichet/shared/db/client';
import { po } from '@guichet/shared/db/tables/po';
import { loadSettings } from '@guichet/shared/reads/load-settings';
import type { SettingDefaults } from '@guichet/shared/settings/settings';
import { inArray } from 'drizzle-orm';

/** Whether the secretariat of one of these POs lets its members see how to reach each other. */
export async function showsContacts(db: Database, poIds: readonly string[], given: SettingDefaults): Promise<boolean> {
  const regions = await db
    .selectDistinct({ id: po.regionId })
    .from(po)
    .where(inArray(po.id, [...poIds]));
  const chosen = await Promise.all(regions.map(({ id }) => loadSettings(db, id, given)));
  return chosen.some((settings) => settings['colleague-contacts']);
}
