import { benchApplications } from './applications.ts';
import { benchBulk, type BulkTimes } from './bulk.ts';
import { benchDrafts, type DraftCosts } from './drafts.ts';
import { type Comparison, percentile, sayRate } from './figures.ts';
import { benchDuplicates, type SearchTimes } from './duplicates.ts';
import { benchExtranet } from './extranet-pages.ts';
import { benchExport, type ExportTimes } from './export.ts';
import { benchKeyPress, type KeyTimes } from './key-press.ts';
import { benchLatency, type Latencies } from './latency.ts';
import { benchLostLinks, type LostLinkTimes } from './lost-links.ts';
import { benchMailing, sayMailing } from './mailing.ts';
import { describeMachine } from './machine.ts';
import { benchMemberImport, type ImportTimes } from './member-import.ts';
import { openPlace, type Place } from './place.ts';
import { benchSearch } from './search.ts';
import { benchAudience, benchRegister, benchSecretariat } from './loaded-pages.ts';
import { benchStuffing, type Stuffing } from './stuffing.ts';
import { benchSubmissions } from './submissions.ts';
import { benchTiming, sayApart } from './timing.ts';

const PARTS: Record<string, (place: Place, options: BenchOptions) => Promise<string>> = {
  submissions: async (place) => sayComparison(await benchSubmissions(place)),
  applications: async (place) => sayComparison(await benchApplications(place)),
  latency: async (place) => sayLatencies(await benchLatency(place), 'aim: p50 ≤ 250 ms'),
  bulk: async (place) => sayBulk(await benchBulk(place)),
  drafts: async (place) => sayDraftCosts(await benchDrafts(place)),
  'lost-links': async (place) => sayLostLinks(await benchLostLinks(place)),
  timing: async (place) => (await benchTiming(place)).map(sayApart).join('\n'),
  stuffing: async (place) => sayStuffing(await benchStuffing(place)),
  secretariat: (place, { load, profile }) => benchSecretariat({ load, say: place.say, profile }),
  register: (place, { load, profile }) => benchRegister({ load, say: place.say, profile }),
  audience: (place, { load, profile }) => benchAudience({ load, say: place.say, profile }),
  extranet: (place, { load, profile }) => benchExtranet({ load, say: place.say, profile }),
  keys: async (place, { load }) => sayKeyTimes(await benchKeyPress({ load, say: place.say })),
  duplicates: async (place) => (await benchDuplicates(place)).map(saySearch).join('\n'),
  export: async ({ say }, { load }) => (await benchExport({ load, say })).map(sayExport).join('\n'),
  import: async (place) => (await benchMemberImport(place)).map(sayImport).join('\n'),
  mailing: async (place, { recipients = 20_000 }) => (await benchMailing(place, recipients)).map(sayMailing).join('\n'),
  // The last: it leaves many more POs behind.
  search: async (place) => sayLatencies(await benchSearch(place), 'aim: p99 ≤ 30 ms'),
};

export type BenchOptions = {
  only?: string | undefined;
  rounds: number;
  profile?: string | undefined;
  load?: string | undefined;
  /** Of the part `mailing`: 20,000 unless told otherwise. */
  recipients?: number | undefined;
};

/** What is wrong with the name of a part, in a sentence; null when it is one. */
export function partProblem(only: string | undefined): string | null {
  if (only === undefined || Object.hasOwn(PARTS, only)) return null;
  return `There is no part "${only}". The parts are ${Object.keys(PARTS).join(', ')}.`;
}

/** Runs the parts one after the other and prints what they found with the machine's data. Judges nothing. */
export async function runBench(options: BenchOptions): Promise<void> {
  const { only, rounds, profile } = options;
  const parts = Object.entries(PARTS).filter(([name]) => only === undefined || only === name);
  const place = await openPlace({ pos: 150, rounds, profile, say: console.log });
  try {
    const lines: string[] = [];
    for (const [name, part] of parts) {
      console.log(name);
      lines.push(await part(place, options));
    }
    console.log(`\n${await describeMachine(place.cluster)}\n\n${lines.join('\n')}`);
  } finally {
    await place.close();
  }
}

function saySearch({ people, found, seconds, again, memoryMb }: SearchTimes): string {
  const [first, next] = [seconds, again].map((each) => `${each.toFixed(1)} s`);
  return `duplicates among ${people} people: ${found} pairs in ${first}, the next night in ${next}, memory + ${memoryMb.toFixed(0)} MB (aim: ≤ 60 s, flat)`;
}

function sayImport({ mode, read, planned, applied, again, workerMegabytes }: ImportTimes): string {
  const [one, two, three, four] = [read, planned, applied, again].map((seconds) => `${seconds.toFixed(1)} s`);
  const how = mode === 'file' ? 'as one' : 'row by row';
  return `20,000 members from a workbook, ${how}: read in ${one}, dry run ${two}, written in ${three} (aim: ≤ 60 s together); dry run of the same file again ${four}; worker at most ${workerMegabytes} MB`;
}

function sayExport({ format, rows, seconds, megabytes, memoryMb }: ExportTimes): string {
  return `export of ${rows} mandates as ${format}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(1)} MB, memory + ${memoryMb.toFixed(0)} MB (aim: flat)`;
}

function sayBulk({ previewed, decided, applied }: BulkTimes): string {
  const [seen, done, written] = [previewed, decided, applied].map((seconds) => `${seconds.toFixed(1)} s`);
  return `500 bulk approvals: seen beforehand in ${seen}; from the order, all decided after ${done}, all applied after ${written}`;
}

function sayDraftCosts({ showing, saving }: DraftCosts): string {
  const more = (saving - showing).toFixed(1);
  return `a page of a draft: shown in p50 ${showing.toFixed(1)} ms, saved in ${saving.toFixed(1)} ms: ${more} ms more (aim: ≤ 5 ms)`;
}

function sayLostLinks({ known, unknown }: LostLinkTimes): string {
  const apart = Math.abs(known - unknown).toFixed(2);
  return `a lost link asked again: p50 ${known.toFixed(2)} ms when it exists, ${unknown.toFixed(2)} ms when not: ${apart} ms apart (aim: < 5 ms)`;
}

function sayStuffing({ compared, refused, ownersIn, ownersOut, known, unknown }: Stuffing): string {
  const apart = Math.abs(known - unknown).toFixed(2);
  return `credential stuffing, 10,000 attempts over 500 accounts from 50 places: ${compared} compared, ${refused} turned away; owners in ${ownersIn}, locked out ${ownersOut}; p50 known ${known.toFixed(2)} ms, unknown ${unknown.toFixed(2)} ms: ${apart} ms apart (aim: nobody locked out, < 5 ms)`;
}

function sayComparison({ title, product, floor, ratio, ratios }: Comparison): string {
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  const rates = `${sayRate(product)} beside ${sayRate(floor)}`;
  return `${title}: ratio ${ratio.toFixed(3)} (${spread}; aim 0.2, stretch 0.35)\n  ${rates}`;
}

function sayKeyTimes({ walking, deciding }: KeyTimes): string {
  return [walking, deciding].map((times) => sayLatencies(times, 'aim: ≤ 100 ms')).join('\n');
}

function sayLatencies({ title, milliseconds }: Latencies, remark: string): string {
  const [p50, p90, p99] = [50, 90, 99].map(
    (percent) => `p${percent} ${percentile(milliseconds, percent).toFixed(1)} ms`,
  );
  return `${title}: ${p50}, ${p90}, ${p99} (${remark})`;
}
