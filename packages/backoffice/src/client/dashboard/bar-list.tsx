import { Link, type LinkProps } from '@tanstack/react-router';

export type Bar = {
  key: string;
  label: string;
  value: number;
  /** Out of so many. */
  of: number;
  /** The list of those it counts. */
  counted?: LinkProps | undefined;
  /** The list of those it lacks; with what a link to it says. */
  list?: { to: LinkProps; label: string } | undefined;
};

type BarListProps = {
  caption: string;
  /** What the bars are, what they count, and what the links lead to, where there are any. */
  head: readonly [string, string, string?];
  bars: readonly Bar[];
};

/** Bars beside their words and numbers: a chart that is a table at the same time. */
export function BarList({ caption, head, bars }: BarListProps) {
  return (
    <table className="bars">
      <caption className="visually-hidden">{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          {head.map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, label, value, of, counted, list }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>
              <div className="bar-cell">
                <span className="bar-track" aria-hidden="true">
                  <span className="bar" style={{ width: `${of === 0 ? 0 : (100 * value) / of}%` }} />
                </span>
                <span className="bar-number">
                  {counted && value > 0 ? (
                    <Link {...counted}>
                      {value}
                      <span className="visually-hidden"> ({label})</span>
                    </Link>
                  ) : (
                    value
                  )}{' '}
                  <span className="muted">sur {of}</span>
                </span>
              </div>
            </td>
            {head.length > 2 && <td>{list && <Link {...list.to}>{list.label}</Link>}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
