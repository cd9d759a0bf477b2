/** The value that so many percent of the values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.ceil((percent / 100) * sorted.length), sorted.length) - 1] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

export type Comparison = {
  title: string;
  unit: string;
  product: number;
  floor: number;
  ratio: number;
  ratios: number[];
};

/**
 * Measures the product beside its floor, in turns, so that whatever else the machine does falls on both. The first turn
 * of each only warms up. Answers medians: of the rates, and of the ratios of neighbours.
 */
export async function compare(options: {
  title: string;
  unit: string;
  rounds: number;
  product: () => Promise<number>;
  floor: () => Promise<number>;
  say: (text: string) => void;
}): Promise<Comparison> {
  const { title, unit, rounds, say } = options;
  const [products, floors, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round <= rounds; round += 1) {
    const productFirst = round % 2 === 0;
    const early = productFirst ? await options.product() : await options.floor();
    const late = productFirst ? await options.floor() : await options.product();
    const [product, floor] = productFirst ? [early, late] : [late, early];
    const shown = `${product.toFixed(0)} ${unit} beside ${floor.toFixed(0)}`;
    say(`  ${round === 0 ? 'warming up' : `round ${round}`}: ${shown}, ratio ${(product / floor).toFixed(3)}`);
    if (round === 0) continue;
    products.push(product);
    floors.push(floor);
    ratios.push(product / floor);
  }
  return { title, unit, product: median(products), floor: median(floors), ratio: median(ratios), ratios };
}
