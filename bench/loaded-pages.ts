import { findAllDuplicates } from '../packages/shared/src/commands/duplicates/find-all-duplicates.ts';
import { audiencePages } from './audience-pages.ts';
import type { Cluster } from './cluster.ts';
import { databaseOf, type LoadSize } from './loaded-office.ts';
import { measureOffice, type PageKind, sayPages } from './measure-pages.ts';
import { officePages } from './office-pages.ts';
import { writePlans } from './query-plans.ts';
import { registerPages } from './register-pages.ts';
import { BIG, FEWER_REQUESTS, HUNDREDTH, type LoadedOptions, withLoads } from './with-loads.ts';

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
  return withLoads([small, BIG], { load, say }, async (cluster) => {
    for (const size of [small, BIG]) await ensureDuplicates(cluster, databaseOf(size));
    const asked = (database: string) => pages(cluster, database);
    const ofSmall = await measureOffice(cluster, small, asked, { say });
    const ofBig = await measureOffice(cluster, BIG, asked, { say, profile });
    await writePlans(cluster, databaseOf(BIG), await asked(databaseOf(BIG)));
    return sayPages(ofBig, ofSmall, beside);
  });
}

/** What the running product's night does. */
async function ensureDuplicates(cluster: Cluster, database: string): Promise<void> {
  const { db, sql } = cluster.connect('worker', database);
  const [known] = await sql`select from duplicate_pair limit 1`;
  if (!known) await findAllDuplicates(db, new Date());
}
