import type { Context } from '@guichet/shared/commands/context';

/** A sign-in of the demonstration, printed by the start. */
export type DemoSignIn = { where: string; login: string; password: string };

export const demoSignIns: readonly DemoSignIn[] = [];

/**
 * Loads the invented demonstration data into an empty, migrated database, as its owner. It need not be one transaction:
 * a load that was cut short is begun again on a fresh database (see prepare-database.ts).
 */
export async function loadDemoData(_ctx: Context): Promise<void> {}
