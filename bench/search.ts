import { rawRequest, sendLoad } from './http-load.ts';
import { insertPos } from './invented-people.ts';
import type { Latencies } from './latency.ts';
import type { Place } from './place.ts';

const SEARCHES = 1_000;

/** As many as all of French-speaking Belgium, several times over. */
const POS = 5_000;

/**
 * The page that finds a PO by name, FASE, locality or school, also with a slip of the keyboard or with words that
 * nearly every PO bears: two people at a time, among 5,000 POs and their 10,000 schools.
 */
export async function benchSearch(place: Place): Promise<Latencies> {
  const pos = [...place.pos, ...(await insertPos(place.cluster, POS - place.pos.length, place.pos.length))];
  const form = await place.startIntake('measured');
  const typed = pos.flatMap(({ name, fase, locality }, n) => {
    const [, saint = '', mark = ''] = name.split(' ');
    const slip = mark.replace(/(.)(.)$/, '$2$1');
    const broad = ['école', 'saint', 'a', 'école libre sainte', 'po'][n % 5] ?? '';
    return [
      name.slice(0, 12),
      String(fase),
      `${locality} ${mark}`,
      `École ${saint}`,
      slip,
      locality.slice(0, 4),
      broad,
    ];
  });
  try {
    const path = (text: string) => `/po?demande=new-member&q=${encodeURIComponent(text)}`;
    const requests = Array.from({ length: SEARCHES }, (_, n) =>
      rawRequest('GET', path(typed[(n * 37) % typed.length] ?? ''), {}),
    );
    await sendLoad(form.port, requests.slice(0, 200), 2);
    const { latencies, statuses } = await sendLoad(form.port, requests, 2);
    if (statuses[200] !== SEARCHES) throw new Error(`Not every search was answered: ${JSON.stringify(statuses)}`);
    return { title: `PO search, whole page, ${POS} POs`, milliseconds: latencies };
  } finally {
    await form.end();
  }
}
