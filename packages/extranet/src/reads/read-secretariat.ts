import type { Database } from '@guichet/shared/db/client';
import { region } from '@guichet/shared/db/tables/region';

export type Secretariat = { name: string; email: string; phone: string };

const keepMs = 5_000;

/** The first secretariat's contacts, for pages of people who are not known yet; asked for every few seconds at most. */
export function createSecretariatReader(db: Database): () => Promise<Secretariat | null> {
  let kept: { at: number; found: Promise<Secretariat | null> } | undefined;
  return () => {
    if (kept === undefined || performance.now() - kept.at > keepMs) kept = { at: performance.now(), found: read(db) };
    return kept.found.catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
  };
}

async function read(db: Database): Promise<Secretariat | null> {
  const [first] = await db
    .select({ name: region.name, email: region.email, phone: region.phone })
    .from(region)
    .orderBy(region.createdAt, region.id)
    .limit(1);
  return first ?? null;
}
