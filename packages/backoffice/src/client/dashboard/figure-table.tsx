import type { ReactNode } from 'react';

type Row = { key: string; label: string; cells: readonly ReactNode[] };
type Props = {
  caption: string;
  /** What a row is. */
  unit?: string;
  columns: readonly string[];
  rows: readonly Row[];
};

/** The numbers behind a chart, for whoever wants them exactly or does not see the chart. */
export function FigureTable({ caption, columns, rows, unit = 'Semaine' }: Props) {
  return (
    <details className="figure-table">
      <summary>
        Les chiffres<span className="visually-hidden"> : {caption}</span>
      </summary>
      {/* It scrolls by itself when it is long, so the keyboard must be able to enter it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="figure-scroll" tabIndex={0} aria-label={caption}>
        <table>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{unit}</th>
              {columns.map((label) => (
                <th key={label} scope="col" className="numeric">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, cells }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                {cells.map((cell, index) => (
                  <td key={columns[index]} className="numeric">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
