/** The value that so many percent of the values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.ceil((percent / 100) * sorted.length), sorted.length) - 1] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** How often per second, and what one time costs the process that does it. */
export type Rate = { perSecond: number; processorMs: number };

/** Times `work`, which does something `count` times in the process whose clock is read. */
export async function measureRate(
  count: number,
  processorMs: () => number,
  work: () => Promise<number>,
): Promise<Rate> {
  const before = processorMs();
  const seconds = await work();
  return { perSecond: count / seconds, processorMs: (processorMs() - before) / count };
}

export type Comparison = { title: string; product: Rate; floor: Rate; ratio: number; ratios: number[] };

/**
 * Measures the product beside its floor, in turns, so that whatever else the machine does falls on both. The first turn
 * of each only warms up. Answers medians: of the rates, and of the ratios of neighbours.
 */
export async function compare(options: {
  title: string;
  rounds: number;
  product: () => Promise<Rate>;
  floor: () => Promise<Rate>;
  say: (text: string) => void;
}): Promise<Comparison> {
  const { title, rounds, say } = options;
  const products: Rate[] = [];
  const floors: Rate[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const productFirst = round % 2 === 0;
    const early = productFirst ? await options.product() : await options.floor();
    const late = productFirst ? await options.floor() : await options.product();
    const [product, floor] = productFirst ? [early, late] : [late, early];
    const ratio = (product.perSecond / floor.perSecond).toFixed(3);
    say(
      `  ${round === 0 ? 'warming up' : `round ${round}`}: ${sayRate(product)} beside ${sayRate(floor)}, ratio ${ratio}`,
    );
    if (round === 0) continue;
    products.push(product);
    floors.push(floor);
  }
  const ratios = products.map((rate, index) => rate.perSecond / (floors[index]?.perSecond ?? Number.NaN));
  return { title, product: medianRate(products), floor: medianRate(floors), ratio: median(ratios), ratios };
}

export function sayRate({ perSecond, processorMs }: Rate): string {
  const cost = Number.isNaN(processorMs) ? '' : ` (${processorMs.toFixed(2)} ms of processor each)`;
  return `${perSecond.toFixed(0)}/s${cost}`;
}

function medianRate(rates: Rate[]): Rate {
  return {
    perSecond: median(rates.map((rate) => rate.perSecond)),
    processorMs: median(rates.map((rate) => rate.processorMs)),
  };
}
