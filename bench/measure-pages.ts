import { BACKOFFICE_API } from '../packages/shared/src/contracts/backoffice-api.ts';
import { CLIENT_HEADER } from '../packages/shared/src/contracts/fetch-client.ts';
import type { StaffActor } from '../packages/shared/src/commands/context.ts';
import type { Database } from '../packages/shared/src/db/client.ts';
import type { Cluster } from './cluster.ts';
import { percentile } from './figures.ts';
import { type RawRequest, rawRequest, sendLoad } from './http-load.ts';
import { type LoadedOffice, type LoadSize, startLoadedOffice } from './loaded-office.ts';

/** Answers measured for each kind of page, and a quarter as many before them that only warm up. */
const ANSWERS = 400;

/** Pages of one kind: each path is asked for in turn. */
export type PageKind = {
  name: string;
  aim: number;
  paths: string[];
  /** What is asked, where it is more than words; otherwise the body is made of the path. */
  body?: unknown;
  /** Fewer for what is slow by nature. */
  answers?: number;
  /** What the server does for such a path, for the plans of its statements. */
  read: (db: Database, actor: StaffActor, path: string) => Promise<unknown>;
};

/** `processorMs`: what an answer costs the server's own process, whatever else the machine does meanwhile. */
export type Measured = PageKind & { p50: number; p99: number; processorMs: number };

export type MeasureOptions = { say: (text: string) => void; profile?: string | undefined };

/** Starts the back office on a loaded database and asks for its pages, one after the other, as somebody signed in. */
export async function measureOffice(
  cluster: Cluster,
  size: LoadSize,
  pages: (database: string) => Promise<PageKind[]>,
  { say, profile }: MeasureOptions,
): Promise<Measured[]> {
  const office = await startLoadedOffice(cluster, size, profile);
  try {
    const measured: Measured[] = [];
    for (const kind of await pages(office.database)) {
      const requests = kind.paths.map((path) => ask(office, path, kind.body));
      const { milliseconds, processorMs } = await measureAnswers(office, requests, kind.answers ?? ANSWERS);
      const [p50, p99] = [percentile(milliseconds, 50), percentile(milliseconds, 99)];
      say(`  ${office.database}: ${kind.name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
      measured.push({ ...kind, p50, p99, processorMs });
    }
    return measured;
  } finally {
    await office.end();
  }
}

const POSTED = new Set<string>(
  Object.values(BACKOFFICE_API).flatMap(({ method, path }) => (method === 'POST' ? [path] : [])),
);

/** As a browser asks: what narrows a list is the body of a POST, so that no name stands in an address. */
function ask({ port, cookie }: LoadedOffice, path: string, body?: unknown): RawRequest {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const headers = { Cookie: cookie, Accept: 'application/json' };
  if (!POSTED.has(pathname)) return rawRequest('GET', path, headers);
  return rawRequest(
    'POST',
    pathname,
    {
      ...{ ...headers, Host: `localhost:${port}`, Origin: `http://localhost:${port}` },
      ...{ 'Content-Type': 'application/json', [CLIENT_HEADER]: 'bench' },
    },
    JSON.stringify(body ?? Object.fromEntries(searchParams)),
  );
}

/** Asks for the requests in turn, one at a time, after a quarter as many that warm up. Every answer must be a 200. */
export async function measureAnswers(
  { port, processorMs }: Pick<LoadedOffice, 'port' | 'processorMs'>,
  requests: readonly RawRequest[],
  answers: number,
): Promise<{ milliseconds: number[]; processorMs: number }> {
  const turn = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => requests[(from + n) % requests.length] as RawRequest);
  const warming = Math.ceil(answers / 4);
  await sendLoad(port, turn(0, warming), 1);
  const before = processorMs();
  const { latencies, statuses } = await sendLoad(port, turn(warming, answers), 1);
  const spent = processorMs() - before;
  if (statuses[200] !== answers) throw new Error(`Not every page was answered: ${JSON.stringify(statuses)}`);
  return { milliseconds: latencies, processorMs: spent / answers };
}

/** A line for each page, with the same page of the smaller database beside it. */
export function sayPages(big: readonly Measured[], small: readonly Measured[], beside: string): string {
  return big
    .map((page) => {
      const twin = small.find(({ name }) => sameKind(name) === sameKind(page.name));
      return sayPage(page, twin, beside);
    })
    .join('\n');
}

/** The last page of the small database stands beside the thousandth of the big one. */
const sameKind = (name: string): string => name.replace(/(thousandth|last) page/, 'far page');

function sayPage({ name, aim, p50, p99, processorMs }: Measured, twin: Measured | undefined, beside: string): string {
  const ratio = twin
    ? `; at ${beside} p50 ${twin.p50.toFixed(1)} ms, p99 ${twin.p99.toFixed(1)} ms, ratio of p50 ${(p50 / twin.p50).toFixed(2)}, of p99 ${(p99 / twin.p99).toFixed(2)}`
    : '';
  return `${name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (aim: p99 ≤ ${aim} ms), ${processorMs.toFixed(1)} ms of processor${ratio}`;
}
