import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { PROVINCE_NAMES, PROVINCES, provinceOf } from '../../domain/provinces.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import type { SettingDefaults } from '../../settings/settings.ts';
import { loadSettings } from '../load-settings.ts';
import { isOpenPo } from '../narrow-pos.ts';

/** Provinces with open POs, and the chains of a secretariat. */
export async function listAudienceChoices(
  db: Database,
  { regionId, today }: { regionId: string; today: CivilDate },
  given: SettingDefaults,
) {
  const [settings, postcodes] = await Promise.all([
    loadSettings(db, regionId, given),
    db.execute<{ postcode: string; pos: number }>(sql`
      select p.postcode, count(*)::int as pos from po p where p.region_id = ${regionId}::uuid and ${isOpenPo(today)} group by 1`),
  ]);
  const posOf = (name: string) =>
    postcodes.filter(({ postcode }) => provinceOf(postcode) === name).reduce((sum, { pos }) => sum + pos, 0);
  return {
    provinces: PROVINCE_NAMES.map((value) => ({ value, label: PROVINCES[value].label, pos: posOf(value) })).filter(
      ({ pos }) => pos > 0,
    ),
    chains: Object.fromEntries(ROLES.map((role) => [role, [...settings[`fallback-${role}`]]])) as Record<Role, Role[]>,
  };
}
