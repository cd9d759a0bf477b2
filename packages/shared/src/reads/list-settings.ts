import { sql } from 'drizzle-orm';
import type { SettingView } from '../contracts/settings.ts';
import type { Database } from '../db/client.ts';
import { readSetting } from '../settings/read-setting.ts';
import { sayBounds, saySetting, typeSetting } from '../settings/say-setting.ts';
import { SETTING_KEYS, type SettingDefaults, settingOf } from '../settings/settings.ts';
import { givenContacts, loadSettings } from './load-settings.ts';

type Row = { key: string; version: number; chosen: boolean; changed_at: string; changed_by: string };

/** Every setting of a secretariat: what is in force, what the installation gives, who changed it last. */
export async function listSettings(db: Database, regionId: string, given: SettingDefaults): Promise<SettingView[]> {
  const [values, contacts, rows] = await Promise.all([
    loadSettings(db, regionId, given),
    givenContacts(db, regionId),
    db.execute<Row>(sql`
      select s.key, s.version, s.value is not null as chosen, s.updated_at as changed_at, u.name as changed_by
      from setting s join staff_user u on u.id = s.updated_by where s.region_id = ${regionId}`),
  ]);
  return SETTING_KEYS.map((key) => {
    const { room, group, label, explanation, kind, ...definition } = settingOf(key);
    const row = rows.find((one) => one.key === key);
    return {
      ...{ key, room, group, label, explanation, kind, bounds: sayBounds(key) },
      mayBeEmpty: readSetting(key, '').ok,
      appears: 'appears' in definition ? definition.appears : null,
      typed: typeSetting(key, values[key]),
      words: saySetting(key, values[key]),
      givenWords: saySetting(key, contacts[key] ?? given[key] ?? definition.given),
      isChosen: row?.chosen ?? false,
      version: row?.version ?? 0,
      changedAt: row ? new Date(row.changed_at).toISOString() : null,
      changedBy: row?.changed_by ?? null,
    };
  });
}
