import { median } from './figures.ts';
import { rawRequest, sendLoad } from './http-load.ts';
import type { Place } from './place.ts';
import { openForm, rawPost, writeEnvoi } from './submissions.ts';

const PAGES = 400;
const WARMING_UP = 100;

/** Milliseconds at the median: a page of a draft as it is shown, and as it is saved. */
export type DraftCosts = { showing: number; saving: number };

/** One page of one draft, shown and saved in turn, each save with another answer: one person, nobody else there. */
export async function benchDrafts(place: Place): Promise<DraftCosts> {
  const form = await place.startIntake('measured');
  try {
    const visitor = await openForm(form.url);
    const { key, cookie, submitter } = await writeEnvoi(visitor, place.pos[0]?.id ?? '', 9_000_000);
    const path = `/envoi/${key}/vous`;
    const requests = Array.from({ length: PAGES }, (_, n) => [
      rawRequest('GET', path, { Cookie: cookie, Accept: 'text/html' }),
      rawPost(visitor, path, cookie, { ...submitter, function: `Présidente ${n}`, version: String(n + 3) }),
    ]).flat();
    const { latencies, statuses } = await sendLoad(form.port, requests, 1);
    if (statuses[200] !== PAGES || statuses[303] !== PAGES)
      throw new Error(`Not every page was shown and saved: ${JSON.stringify(statuses)}`);
    const warm = latencies.slice(2 * WARMING_UP);
    return {
      showing: median(warm.filter((_, index) => index % 2 === 0)),
      saving: median(warm.filter((_, index) => index % 2 === 1)),
    };
  } finally {
    await form.end();
  }
}
