import { BENCH_PASSWORD, insertMembers, memberPost, openDoor, placeNumber, startApp } from './door.ts';
import { median } from './figures.ts';
import { sendLoad } from './http-load.ts';
import type { Place } from './place.ts';

const ACCOUNTS = 500;
const NETWORKS = 50;
const ATTEMPTS = 10_000;
/** After every so many attempts of the attacker, some owners sign in from home. */
const ROUND = 1_000;
const OWNERS = 50;

export type Stuffing = {
  /** Attempts that a password was compared for, and those that were turned away before. */
  compared: number;
  refused: number;
  /** Owners who signed in from their own network meanwhile, and those who could not. */
  ownersIn: number;
  ownersOut: number;
  /** Milliseconds at the median of the attempts that were compared. */
  known: number;
  unknown: number;
};

/**
 * Credential stuffing: 10,000 attempts over 500 accounts and as many unknown addresses from 50 places. Nobody who owns
 * an account is locked out meanwhile, and the attacker is limited.
 */
export async function benchStuffing(place: Place): Promise<Stuffing> {
  const extranet = await startApp(place, 'extranet');
  try {
    await insertMembers(place, { prefix: 'stuffed', count: ACCOUNTS, state: 'active' });
    const door = await openDoor(extranet);
    const told: Stuffing = { compared: 0, refused: 0, ownersIn: 0, ownersOut: 0, known: 0, unknown: 0 };
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    for (let round = 0; round < ATTEMPTS / ROUND; round += 1) {
      const attempts = Array.from({ length: ROUND }, (_, i) => {
        const n = round * ROUND + i;
        // Each place tries known and unknown addresses in turn, never the same twice.
        const known = Math.floor(n / NETWORKS) % 2 === 0;
        const email = `${known ? 'stuffed' : 'nobody'}-${(n * 7) % ACCOUNTS}@membres.example`;
        return {
          known,
          bytes: memberPost(door, '/connexion', { email, password: `fuite ${n} du web` }, placeNumber(n % NETWORKS)),
        };
      });
      for (const { known, bytes } of attempts) {
        const { statuses, latencies } = await sendLoad(extranet.port, [bytes], 1);
        if (statuses[401] === 1) {
          told.compared += 1;
          times[known ? 'known' : 'unknown'].push(...latencies);
        } else if (statuses[429] === 1) told.refused += 1;
        else throw new Error(`An attempt was answered ${JSON.stringify(statuses)}.`);
      }
      const owners = Array.from({ length: OWNERS }, (_, i) => {
        const owner = round * OWNERS + i;
        const fields = { email: `stuffed-${owner}@membres.example`, password: BENCH_PASSWORD };
        return memberPost(door, '/connexion', fields, placeNumber(1_000_000 + owner));
      });
      const home = await sendLoad(extranet.port, owners, 2);
      told.ownersIn += home.statuses[303] ?? 0;
      told.ownersOut += OWNERS - (home.statuses[303] ?? 0);
    }
    return { ...told, known: median(times.known), unknown: median(times.unknown) };
  } finally {
    await extranet.end();
  }
}
