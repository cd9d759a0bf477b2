import { rawRequest, sendLoad } from './http-load.ts';
import type { Latencies } from './latency.ts';
import type { Place } from './place.ts';

const SEARCHES = 1_000;

/** The page that finds a PO by name, FASE, locality or school, also with a slip of the keyboard: two people at a time. */
export async function benchSearch(place: Place): Promise<Latencies> {
  const form = await place.startIntake('measured');
  const typed = place.pos.flatMap(({ name, fase, locality }) => {
    const [, saint = '', mark = ''] = name.split(' ');
    const slip = saint.replace(/(.)(.)$/, '$2$1');
    return [name.slice(0, 12), String(fase), `${locality} ${mark}`, `École ${saint}`, slip, locality.slice(0, 4)];
  });
  try {
    const path = (text: string) => `/po?demande=new-member&q=${encodeURIComponent(text)}`;
    const requests = Array.from({ length: SEARCHES }, (_, n) =>
      rawRequest('GET', path(typed[(n * 7) % typed.length] ?? ''), {}),
    );
    await sendLoad(form.port, requests.slice(0, 200), 2);
    const { latencies, statuses } = await sendLoad(form.port, requests, 2);
    if (statuses[200] !== SEARCHES) throw new Error(`Not every search was answered: ${JSON.stringify(statuses)}`);
    return { title: 'PO search, whole page', milliseconds: latencies };
  } finally {
    await form.end();
  }
}
