/** How a request reached the secretariat, when it did not come from the form. */
export const CAME_BY = ['telephone', 'letter', 'counter', 'mail'] as const;
export type CameBy = (typeof CAME_BY)[number];

/** As it stands in a sentence: "par téléphone". */
export const CAME_BY_LABELS: Record<CameBy, string> = {
  telephone: 'par téléphone',
  letter: 'par lettre',
  counter: 'de vive voix, sur place',
  mail: 'par mail',
};

export function isCameBy(value: unknown): value is CameBy {
  return CAME_BY.some((known) => known === value);
}
