import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, startCluster } from './cluster.ts';
import { percentile } from './figures.ts';
import { type RawRequest, rawRequest, sendLoad } from './http-load.ts';
import { databaseOf, ensureLoaded, type LoadedOffice, type LoadSize, startLoadedOffice } from './loaded-office.ts';
import { officePages, type PageKind } from './office-pages.ts';
import { writePlans } from './query-plans.ts';

const SMALL: LoadSize = { requests: 10_000, open: 500, people: 10_000, pos: 1_000, seed: 1 };
const BIG: LoadSize = { requests: 1_000_000, open: 5_000, people: 100_000, pos: 10_000, seed: 1 };

/** Answers measured for each kind of page, and as many before them that only warm up. */
const ANSWERS = 400;

/** `processorMs`: what an answer costs the server's own process, whatever else the machine does meanwhile. */
type Measured = PageKind & { p50: number; p99: number; processorMs: number };

export type SecretariatOptions = { load: string | undefined; say: (text: string) => void; profile: string | undefined };

/**
 * The pages of the back office with a million requests on record, beside the same pages with ten thousand: one person
 * after the other, through HTTP, signed in. What is measured is the time until the whole answer is there.
 */
export async function benchSecretariat({ load, say, profile }: SecretariatOptions): Promise<string> {
  const home = load ?? mkdtempSync(join(tmpdir(), 'guichet-load-'));
  const cluster = await startCluster({ home });
  try {
    for (const size of [SMALL, BIG]) await ensureLoaded(cluster, size, say);
    const small = await measureOffice(cluster, SMALL, say);
    const big = await measureOffice(cluster, BIG, say, profile);
    await writePlans(cluster, databaseOf(BIG), await officePages(cluster, databaseOf(BIG)));
    return big
      .map((page) =>
        sayPage(
          page,
          small.find(({ name }) => sameKind(name) === sameKind(page.name)),
        ),
      )
      .join('\n');
  } finally {
    await cluster.close();
    if (load === undefined) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measureOffice(
  cluster: Cluster,
  size: LoadSize,
  say: (text: string) => void,
  profile?: string,
): Promise<Measured[]> {
  const office = await startLoadedOffice(cluster, size, profile);
  try {
    const measured: Measured[] = [];
    for (const kind of await officePages(cluster, office.database)) {
      const requests = kind.paths.map((path) =>
        rawRequest('GET', path, { Cookie: office.cookie, Accept: 'application/json' }),
      );
      const { milliseconds, processorMs } = await measure(office, requests);
      const [p50, p99] = [percentile(milliseconds, 50), percentile(milliseconds, 99)];
      say(`  ${size.requests}: ${kind.name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
      measured.push({ ...kind, p50, p99, processorMs });
    }
    return measured;
  } finally {
    await office.end();
  }
}

async function measure({ port, processorMs }: LoadedOffice, requests: readonly RawRequest[]) {
  const turn = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => requests[(from + n) % requests.length] as RawRequest);
  await sendLoad(port, turn(0, ANSWERS / 4), 1);
  const before = processorMs();
  const { latencies, statuses } = await sendLoad(port, turn(ANSWERS / 4, ANSWERS), 1);
  const spent = processorMs() - before;
  if (statuses[200] !== ANSWERS) throw new Error(`Not every page was answered: ${JSON.stringify(statuses)}`);
  return { milliseconds: latencies, processorMs: spent / ANSWERS };
}

/** The last page of ten thousand stands beside the thousandth of a million. */
const sameKind = (name: string): string => name.replace(/(thousandth|last) page/, 'far page');

function sayPage({ name, aim, p50, p99, processorMs }: Measured, beside: Measured | undefined): string {
  const ratio = beside
    ? `; at 10,000 p50 ${beside.p50.toFixed(1)} ms, p99 ${beside.p99.toFixed(1)} ms, ratio of p50 ${(p50 / beside.p50).toFixed(2)}, of p99 ${(p99 / beside.p99).toFixed(2)}`
    : '';
  return `${name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (aim: p99 ≤ ${aim} ms), ${processorMs.toFixed(1)} ms of processor${ratio}`;
}
