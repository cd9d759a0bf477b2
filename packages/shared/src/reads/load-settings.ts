import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { NotFoundError } from '../errors/errors.ts';
import {
  RETENTION_PERIOD_NAMES,
  type RetentionPeriodName,
  type RetentionPeriods,
} from '../privacy/retention-periods.ts';
import { type SettingDefaults, type SettingValues, settingsInForce } from '../settings/settings.ts';

type Chosen = Record<string, unknown>;

/**
 * The delays and texts of a secretariat as they are now. Read each time they are needed, so that a change counts at once
 * in every process. @throws NotFoundError when there is no such secretariat
 */
export async function loadSettings(
  db: Database | Transaction,
  regionId: string,
  given: SettingDefaults = {},
): Promise<SettingValues> {
  const [row] = await db.execute<{ contacts: Chosen; chosen: Chosen }>(sql`
    select jsonb_build_object('secretariat-name', g.name, 'secretariat-email', g.email, 'secretariat-phone', g.phone) as contacts,
      (select coalesce(jsonb_object_agg(key, value), '{}') from setting where region_id = g.id and value is not null) as chosen
    from region g where g.id = ${regionId}`);
  if (!row) throw new NotFoundError(`no region ${regionId}`);
  return settingsInForce(given, { ...row.chosen, ...row.contacts });
}

/** The contacts that the installation gave a secretariat, whatever it chose since. */
export async function givenContacts(db: Database | Transaction, regionId: string): Promise<SettingDefaults> {
  const [row] = await db.execute<{ given: SettingDefaults }>(sql`
    select jsonb_build_object('secretariat-name', coalesce(default_name, name),
      'secretariat-email', coalesce(default_email, email), 'secretariat-phone', coalesce(default_phone, phone)) as given
    from region where id = ${regionId}`);
  return row?.given ?? {};
}

/** The same of the secretariat that a request is with. */
export async function loadSettingsOfRequest(
  tx: Transaction,
  requestId: string,
  given: SettingDefaults,
): Promise<SettingValues> {
  const [row] = await tx.execute<{ region_id: string }>(
    sql`select region_id from change_request where id = ${requestId}`,
  );
  if (!row) throw new NotFoundError(`no change request ${requestId}`);
  return loadSettings(tx, row.region_id, given);
}

/**
 * How long what is kept. People and requests of several secretariats stand in one base, and a run takes away for all of
 * them: of what they chose, the longest counts.
 */
export async function loadRetentionPeriods(db: Database, given: SettingDefaults = {}): Promise<RetentionPeriods> {
  const rows = await db.execute<{ chosen: Chosen }>(sql`
    select (select coalesce(jsonb_object_agg(key, value), '{}') from setting
      where region_id = g.id and key like 'retention-%' and value is not null) as chosen
    from region g`);
  const all = (rows.length === 0 ? [{ chosen: {} }] : rows).map(({ chosen }) => settingsInForce(given, chosen));
  const longest = (name: RetentionPeriodName) => Math.max(...all.map((values) => values[`retention-${name}`]));
  return Object.fromEntries(RETENTION_PERIOD_NAMES.map((name) => [name, longest(name)])) as RetentionPeriods;
}
