import type { Database } from '@guichet/shared/db/client';
import { region } from '@guichet/shared/db/tables/region';
import { asc } from 'drizzle-orm';

export type Secretariat = { name: string; email: string; phone: string };

const KEEP_MS = 5_000;

/** Who answers for the data and for questions; asked for every few seconds at most. */
export function createSecretariatList(db: Database): () => Promise<Secretariat[]> {
  let kept: { at: number; found: Promise<Secretariat[]> } | undefined;
  return () => {
    if (kept === undefined || performance.now() - kept.at > KEEP_MS) kept = { at: performance.now(), found: read(db) };
    return kept.found.catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
  };
}

function read(db: Database): Promise<Secretariat[]> {
  return db
    .select({ name: region.name, email: region.email, phone: region.phone })
    .from(region)
    .orderBy(asc(region.name));
}
