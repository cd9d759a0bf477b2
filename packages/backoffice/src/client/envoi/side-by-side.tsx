import type { MergeSide } from '@guichet/shared/contracts/merge';
import { breakable } from '../request/breakable.tsx';

/** The answers of two requests, line by line; those that differ stand out, and say so. */
export function SideBySide({ own, other }: { own: MergeSide; other: MergeSide }) {
  const labels = [...new Set([...own.answers, ...other.answers].map(({ label }) => label))];
  const valueOf = ({ answers }: MergeSide, label: string) =>
    answers.find((answer) => answer.label === label)?.value ?? '—';
  return (
    <table className="compared" role="table" aria-label="Les deux demandes, côte à côte">
      <thead role="rowgroup">
        <tr role="row">
          <td role="cell" />
          <th scope="col" role="columnheader">
            Celle de cette page
          </th>
          <th scope="col" role="columnheader">
            Celle qui reste
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {labels.map((label) => {
          const [mine, theirs] = [valueOf(own, label), valueOf(other, label)];
          const differs = mine !== theirs;
          return (
            <tr role="row" key={label}>
              <th scope="row" role="rowheader">
                {label}
                {differs && <span className="visually-hidden"> (différent)</span>}
              </th>
              <td role="cell">
                <span className="compared-side">Cette page : </span>
                {differs ? <mark>{breakable(mine)}</mark> : breakable(mine)}
              </td>
              <td role="cell" className="compared-asked">
                <span className="compared-side">Celle qui reste : </span>
                {differs ? <mark>{breakable(theirs)}</mark> : breakable(theirs)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
