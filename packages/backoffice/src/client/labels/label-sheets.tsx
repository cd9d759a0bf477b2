/** What is sold: 24 labels of 70 × 37 mm, or 14 of 99 × 38 mm. */
export const SHEETS = {
  '3x8': { label: '3 × 8 (70 × 37 mm)', places: 24 },
  '2x7': { label: '2 × 7 (99,1 × 38,1 mm)', places: 14 },
} as const;
export type SheetKind = keyof typeof SHEETS;

type Props = { kind: SheetKind; first: number; labels: readonly (readonly string[])[] };

/** Sheets as the printer prints them, the first from the label that is still on it. */
export function LabelSheets({ kind, first, labels }: Props) {
  const { places } = SHEETS[kind];
  const cells = [...Array<null>(first - 1).fill(null), ...labels];
  const sheets = Array.from({ length: Math.ceil(cells.length / places) }, (_, at) =>
    cells.slice(at * places, (at + 1) * places),
  );
  return (
    <section className="label-sheets" aria-label="Aperçu des feuilles">
      {sheets.map((sheet, at) => (
        <ol key={at} className={`label-sheet label-sheet-${kind}`} aria-label={`Feuille ${at + 1}`}>
          {sheet.map((lines, place) => (
            <li key={place} className="letter-label" aria-hidden={lines === null}>
              {lines?.map((line, n) => (
                <span key={n}>{line}</span>
              ))}
            </li>
          ))}
        </ol>
      ))}
    </section>
  );
}
