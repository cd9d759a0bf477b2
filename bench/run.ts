import { type Comparison, sayRate } from './figures.ts';
import { describeMachine } from './machine.ts';
import { openPlace, type Place } from './place.ts';
import { benchSubmissions } from './submissions.ts';

/** What RELIABILITY asks of a ratio: aim and stretch. */
const AIM = 'aim 0.2, stretch 0.35';

const PARTS: Record<string, (place: Place) => Promise<string>> = {
  submissions: async (place) => sayComparison(await benchSubmissions(place)),
};

export async function runBench(options: {
  only?: string | undefined;
  rounds: number;
  profile?: string | undefined;
}): Promise<void> {
  const place = await openPlace({ pos: 150, rounds: options.rounds, profile: options.profile, say: console.log });
  const lines: string[] = [];
  try {
    const machine = await describeMachine(place.cluster);
    console.log(machine);
    for (const [name, part] of Object.entries(PARTS)) {
      if (options.only && options.only !== name) continue;
      console.log(`\n${name}`);
      lines.push(await part(place));
    }
    console.log(`\n${machine}\n\n${lines.join('\n')}`);
  } finally {
    await place.close();
  }
}

function sayComparison({ title, product, floor, ratio, ratios }: Comparison): string {
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  return `${title}: ratio ${ratio.toFixed(3)} (${spread}; ${AIM}): ${sayRate(product)} beside ${sayRate(floor)}`;
}
