import { sql } from 'drizzle-orm';
import { setting } from '../../db/tables/setting.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import { givenContacts, loadSettings } from '../../reads/load-settings.ts';
import { readSetting } from '../../settings/read-setting.ts';
import { saySetting } from '../../settings/say-setting.ts';
import { settingConflicts } from '../../settings/setting-conflicts.ts';
import {
  isSettingKey,
  type SettingDefaults,
  type SettingKey,
  type SettingValue,
  settingOf,
} from '../../settings/settings.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { writeAudit } from '../write-audit.ts';

/** `typed`: what was written in the field; null puts the setting back to what the installation gives. */
export type SettingChange = { key: string; version: number; typed: string | null };

/**
 * Chooses a delay or a text for the secretariat of who asks; it counts at once, in every process.
 * @throws NotFoundError for an unknown setting, InvalidInputError (path `typed`) for a value out of bounds or one that
 *   contradicts another setting, ConflictError when a colleague was quicker, ForbiddenError for others than administrators
 */
export async function changeSetting(ctx: Context, input: SettingChange, given: SettingDefaults): Promise<void> {
  const actor = requireAdministrator(ctx);
  const { key, version, typed } = input;
  if (!isSettingKey(key)) {
    throw new NotFoundError(`No setting ${key}.`, { userMessage: 'Ce réglage n’existe pas.' });
  }
  const chosen = typed === null ? null : readOrThrow(key, typed);
  await inTransaction(ctx, async (tx) => {
    // Two that contradict each other, changed at one moment, would each look right.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`setting:${actor.regionId}`}, 0))`);
    const before = await loadSettings(tx.db, actor.regionId, given);
    const value = chosen ?? (await givenValue(tx, actor.regionId, key, given));
    const conflict = settingConflicts({ ...before, [key]: value }).find(({ keys }) => keys.includes(key));
    if (conflict) throw refuse(key, conflict.message);
    await save(tx, { regionId: actor.regionId, key, version, value: chosen, updatedBy: actor.id });
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: chosen === null ? 'reset-setting' : 'change-setting',
        subject: { type: 'setting', id: key },
        before: { value: saySetting(key, before[key]) },
        after: { value: saySetting(key, value) },
      },
    ]);
  });
}

type Row = Pick<typeof setting.$inferInsert, 'regionId' | 'updatedBy'> & {
  key: SettingKey;
  version: number;
  value: SettingValue | null;
};

async function save({ db, now }: TransactionContext, { version, value, ...row }: Row): Promise<void> {
  const stored = value === null ? sql`null` : sql`${JSON.stringify(value)}::jsonb`;
  const set = { value: stored, version: version + 1, updatedBy: row.updatedBy, updatedAt: now() };
  const written =
    version === 0
      ? await db
          .insert(setting)
          .values({ ...row, ...set })
          .onConflictDoNothing()
          .returning({ key: setting.key })
      : await db
          .update(setting)
          .set(set)
          .where(
            sql`${setting.regionId} = ${row.regionId} and ${setting.key} = ${row.key} and ${setting.version} = ${version}`,
          )
          .returning({ key: setting.key });
  if (written.length > 0) return;
  throw new ConflictError(`Setting ${row.key} changed since it was read.`, {
    userMessage: 'Quelqu’un a changé ce réglage entre-temps. Voyez sa valeur, puis recommencez.',
  });
}

async function givenValue(
  tx: TransactionContext,
  regionId: string,
  key: SettingKey,
  given: SettingDefaults,
): Promise<SettingValue> {
  const contacts: SettingDefaults = await givenContacts(tx.db, regionId);
  return contacts[key] ?? given[key] ?? settingOf(key).given;
}

function readOrThrow(key: SettingKey, typed: string): SettingValue {
  const read = readSetting(key, typed);
  if (!read.ok) throw refuse(key, read.message);
  return read.value;
}

function refuse(key: SettingKey, message: string): InvalidInputError {
  return new InvalidInputError(`The setting ${key} may not be so.`, [{ path: 'typed', message }], {
    userMessage: message,
  });
}
