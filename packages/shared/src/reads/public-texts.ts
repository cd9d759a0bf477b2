import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { SETTINGS } from '../settings/settings.ts';

type TextKey = 'form-welcome' | 'form-notice' | 'form-footer' | 'extranet-welcome' | 'extranet-footer';
export type PublicTexts<K extends TextKey> = Readonly<Record<K, string>>;

const KEEP_MS = 5_000;

/** The texts of public pages without anybody's choice. */
export function givenTexts<K extends TextKey>(keys: readonly K[]): PublicTexts<K> {
  return Object.fromEntries(keys.map((key) => [key, SETTINGS[key].given])) as PublicTexts<K>;
}

/**
 * The texts of pages for people who are not known yet, as the first secretariat chose them; read every few seconds at
 * most. What cannot be read, because the database is away, is as it is given.
 */
export function createPublicTextReader<K extends TextKey>(
  db: Database,
  keys: readonly K[],
): () => Promise<PublicTexts<K>> {
  let kept: { at: number; found: Promise<PublicTexts<K>> } | undefined;
  return () => {
    if (kept === undefined || performance.now() - kept.at > KEEP_MS) {
      kept = { at: performance.now(), found: read(db, keys) };
    }
    return kept.found.catch(() => {
      kept = undefined;
      return givenTexts(keys);
    });
  };
}

async function read<K extends TextKey>(db: Database, keys: readonly K[]): Promise<PublicTexts<K>> {
  const rows = await db.execute<{ key: string; text: string }>(sql`
    select key, value #>> '{}' as text from setting
    where region_id = (select id from region order by created_at, id limit 1) and value is not null`);
  const chosen = rows
    .filter(({ key }) => (keys as readonly string[]).includes(key))
    .map(({ key, text }) => [key, text]);
  return { ...givenTexts(keys), ...Object.fromEntries(chosen) };
}
