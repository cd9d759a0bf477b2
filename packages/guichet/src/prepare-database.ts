import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectDatabase } from '@guichet/shared/db/client';
import { migrateDatabase } from '@guichet/shared/db/migrate';
import type { secretariatOf } from '@guichet/shared/env/operator-env';
import { migrateQueue } from '@guichet/shared/queue/migrate-queue';
import postgres from 'postgres';
import { operatorContext } from './cli/operator-context.ts';
import type { DataFolder } from './data-folder/data-folder.ts';
import type { Secrets } from './data-folder/secrets.ts';
import { type DemoSignIn, demoSignIns, loadDemoData } from './demo/load-demo-data.ts';
import { migrationFailure } from './migration-failure.ts';

const DATABASE = 'guichet';

export type EmbeddedDatabase = {
  adminUrl: string;
  migratorUrl: string;
  secrets: Secrets;
  /** The secretariat's contacts that replace those on record. */
  secretariat?: ReturnType<typeof secretariatOf>;
};

export type PreparationOrder = EmbeddedDatabase & {
  folder: DataFolder;
  demo: boolean;
  /** With which the processes make and read the links in mails. */
  tokenKeys: readonly string[];
};

/** What the process that prepares the database tells the supervisor; all but the first end it. */
export type PreparationAnswer =
  | { say: string }
  | { signIns: readonly DemoSignIn[] }
  | { refused: string }
  | { failed: string };

/** Brings the schema of the product and that of the queue up to date. Doing it again changes nothing. */
export async function migrateEmbedded({
  adminUrl,
  migratorUrl,
  secrets,
  secretariat = {},
}: EmbeddedDatabase): Promise<void> {
  await migrateDatabase({
    adminUrl,
    databaseName: DATABASE,
    rolePasswords: secrets.databaseRoles,
    region: secretariat,
  }).catch((error: unknown) => {
    throw migrationFailure(error);
  });
  await migrateQueue(migratorUrl);
}

/**
 * Migrates, and loads the demonstration into a database that holds nothing yet. A load that was killed half-way is
 * begun again: the marker beside the data says that what is there is no one's work.
 */
export async function prepareDatabase(
  given: PreparationOrder & { say: (text: string) => void },
): Promise<readonly DemoSignIn[]> {
  await discardHalfLoaded(given.folder, given.adminUrl);
  given.say('Migrating the database...');
  await migrateEmbedded(given);
  const connection = connectDatabase(given.migratorUrl, { max: 4, applicationName: 'guichet-start' });
  try {
    const holds = async (what: 'po' | 'staff'): Promise<boolean> => {
      const [row] =
        what === 'po'
          ? await connection.sql`select exists (select from po) as found`
          : await connection.sql`select exists (select from staff_user where demo) as found`;
      return row?.found === true;
    };
    if (given.demo && !(await holds('po'))) {
      given.say('Loading the demonstration data...');
      writeFileSync(markerOf(given.folder), '');
      await loadDemoData(operatorContext(connection.db), { tokenKeys: given.tokenKeys });
    }
    rmSync(markerOf(given.folder), { force: true });
    return given.demo && (await holds('staff')) ? demoSignIns : [];
  } finally {
    await connection.close();
  }
}

/**
 * Drops a demonstration whose loading was cut short, before anybody puts work of their own into it. The server of the
 * data folder runs, and nobody else is connected.
 */
export async function discardHalfLoaded(folder: DataFolder, adminUrl: string): Promise<void> {
  if (!existsSync(markerOf(folder))) return;
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(`drop database if exists "${DATABASE}" with (force)`);
  } finally {
    await admin.end();
  }
  rmSync(markerOf(folder), { force: true });
}

const markerOf = (folder: DataFolder): string => join(folder.path, 'demo-half-loaded');
