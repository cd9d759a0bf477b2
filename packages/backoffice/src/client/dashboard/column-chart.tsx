import { Link, type LinkProps } from '@tanstack/react-router';

export type ChartColumn = {
  key: string;
  /** Under the axis, where there is room. */
  label: string;
  /** What it is and how much, in words: shown by the mouse. */
  title: string;
  /** From the axis upwards: the second stands on the first. */
  parts: readonly number[];
  to: LinkProps;
};

type Props = {
  columns: readonly ChartColumn[];
  /** What the top of the axis stands for: charts side by side share it. */
  top: number;
  /** One of several side by side. */
  small?: boolean;
};

/**
 * Columns over time, each a way to its list. For the eye and the mouse: the table beside it says the same to everybody
 * and holds the links that the keyboard reaches.
 */
export function ColumnChart({ columns, top, small = false }: Props) {
  const every = Math.ceil(columns.length / (small ? 3 : 6));
  return (
    <div className={small ? 'chart chart-small' : 'chart'} aria-hidden="true">
      <div className="chart-axis">
        <span>{top}</span>
        {top > 1 && !small && <span>{top / 2}</span>}
        <span>0</span>
      </div>
      <div className="chart-plot">
        {columns.map(({ key, title, parts, to }) => (
          <Link key={key} {...to} className="chart-column" title={title} tabIndex={-1} preload={false}>
            {parts.map(
              (value, index) =>
                value > 0 && (
                  <span
                    // biome-ignore lint/suspicious/noArrayIndexKey: the parts are what they are by their place
                    key={index}
                    className={index === 0 ? 'chart-part' : 'chart-part chart-part-second'}
                    style={{ height: `${(100 * value) / top}%` }}
                  />
                ),
            )}
          </Link>
        ))}
      </div>
      <div className="chart-labels">
        {columns.map(({ key, label }, index) => (
          <span key={key}>{index % every === 0 ? label : ''}</span>
        ))}
      </div>
    </div>
  );
}

/** A round number at or above all values, even so that its half is one too. */
export function topOf(values: readonly number[]): number {
  const most = Math.max(2, ...values);
  const step = 10 ** Math.floor(Math.log10(most));
  const rounded = [1, 2, 4, 6, 8, 10].map((times) => times * step).find((value) => value >= most) ?? 10 * step;
  return rounded % 2 === 0 ? rounded : rounded + 1;
}
