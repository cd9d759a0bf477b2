import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAllDuplicates } from '../packages/shared/src/commands/duplicates/find-all-duplicates.ts';
import { audiencePages } from './audience-pages.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { databaseOf, ensureLoaded, type LoadSize } from './loaded-office.ts';
import { measureOffice, type PageKind, sayPages } from './measure-pages.ts';
import { officePages } from './office-pages.ts';
import { writePlans } from './query-plans.ts';
import { registerPages } from './register-pages.ts';

const BIG: LoadSize = { requests: 1_000_000, open: 5_000, people: 100_000, pos: 10_000, seed: 1 };
const FEWER_REQUESTS: LoadSize = { requests: 10_000, open: 500, people: 10_000, pos: 1_000, seed: 1 };
/** A hundredth of everything. */
const HUNDREDTH: LoadSize = { requests: 10_000, open: 50, people: 1_000, pos: 100, seed: 1 };

export type LoadedOptions = { load: string | undefined; say: (text: string) => void; profile: string | undefined };

type Pages = (cluster: Cluster, database: string) => Promise<PageKind[]>;

/** The pages of the queue with a million requests on record, beside the same pages with ten thousand. */
export const benchSecretariat = (options: LoadedOptions): Promise<string> =>
  benchPages(officePages, { small: FEWER_REQUESTS, beside: '10,000 requests' }, options);

/** The pages of the register at full size, beside the same pages with a hundredth of everything. */
export const benchRegister = (options: LoadedOptions): Promise<string> =>
  benchPages(registerPages, { small: HUNDREDTH, beside: 'a hundredth' }, options);

/** Whom a mailing would be for, at full size, beside the same with a hundredth of everything. */
export const benchAudience = (options: LoadedOptions): Promise<string> =>
  benchPages(audiencePages, { small: HUNDREDTH, beside: 'a hundredth' }, options);

/**
 * Pages of the back office in two databases: one person after the other, through HTTP, signed in. What is measured is the
 * time until the whole answer is there.
 */
async function benchPages(
  pages: Pages,
  { small, beside }: { small: LoadSize; beside: string },
  { load, say, profile }: LoadedOptions,
): Promise<string> {
  const home = load ?? mkdtempSync(join(tmpdir(), 'guichet-load-'));
  const cluster = await startCluster({ home });
  const asked = (database: string) => pages(cluster, database);
  try {
    for (const size of [small, BIG]) {
      await ensureLoaded(cluster, size, say);
      await ensureDuplicates(cluster, databaseOf(size));
    }
    const ofSmall = await measureOffice(cluster, small, asked, { say });
    const ofBig = await measureOffice(cluster, BIG, asked, { say, profile });
    await writePlans(cluster, databaseOf(BIG), await asked(databaseOf(BIG)));
    return sayPages(ofBig, ofSmall, beside);
  } finally {
    await cluster.close();
    if (load === undefined) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What the running product's night does. */
async function ensureDuplicates(cluster: Cluster, database: string): Promise<void> {
  const { db, sql } = cluster.connect('worker', database);
  const [known] = await sql`select from duplicate_pair limit 1`;
  if (!known) await findAllDuplicates(db, new Date());
}
