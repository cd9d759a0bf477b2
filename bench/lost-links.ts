import { REFERENCE_ALPHABET } from '../packages/shared/src/domain/reference.ts';
import { median } from './figures.ts';
import { sendLoad } from './http-load.ts';
import type { Place } from './place.ts';
import { openForm, rawPost } from './submissions.ts';

const ASKED = 600;
const WARMING_UP = 100;

/** Milliseconds at the median, for references that belong to the address and for references that nobody has. */
export type LostLinkTimes = { known: number; unknown: number };

/**
 * "Vous n'avez plus le lien ?", asked for envois that exist and for envois that do not, in turn: who listens to the
 * clock must learn nothing (RELIABILITY.md goal 10). Each from another address, as the limit counts by them.
 */
export async function benchLostLinks(place: Place): Promise<LostLinkTimes> {
  const { sql } = place.cluster.connect('migrator');
  await sql`
    insert into submission (id, reference, region_id, po_id, submitter_name, submitter_email, submitter_function,
      privacy_read_at, idempotency_key, body_sha256)
    select uuidv7(), r.reference, (select id from region limit 1), ${place.pos[0]?.id ?? ''}, 'Marie Présidente',
      'perdu-' || r.n || '@po.example', 'présidente', now(), 'lost-' || r.n, ''
    from jsonb_to_recordset(${JSON.stringify(pairs('A'))}::jsonb) as r (n int, reference text)`;
  const form = await place.startIntake('measured', { TRUST_PROXY: '1' });
  try {
    const visitor = await openForm(form.url);
    const ask = ({ n, reference }: Pair) =>
      rawPost(
        visitor,
        '/suivi',
        visitor.cookie,
        { reference, email: `perdu-${n}@po.example` },
        { 'X-Forwarded-For': `10.${n % 3}.${n >> 8}.${n & 255}` },
      );
    const [known, unknown] = [pairs('A'), pairs('B')];
    const requests = known.flatMap((pair, at) => [ask(pair), ask(unknown[at] ?? pair)]);
    const { latencies, statuses } = await sendLoad(form.port, requests, 1);
    if (statuses[303] !== requests.length) throw new Error(`Not every link was asked: ${JSON.stringify(statuses)}`);
    const warm = latencies.slice(2 * WARMING_UP);
    return {
      known: median(warm.filter((_, index) => index % 2 === 0)),
      unknown: median(warm.filter((_, index) => index % 2 === 1)),
    };
  } finally {
    await form.end();
  }
}

type Pair = { n: number; reference: string };

/** References that begin alike, one for each number. */
function pairs(letter: string): Pair[] {
  const digit = (n: number, place: number) =>
    REFERENCE_ALPHABET[Math.floor(n / REFERENCE_ALPHABET.length ** place) % REFERENCE_ALPHABET.length] ?? '';
  return Array.from({ length: ASKED }, (_, n) => ({
    n,
    reference: `${letter.repeat(6)}${digit(n, 1)}${digit(n, 0)}`,
  }));
}
