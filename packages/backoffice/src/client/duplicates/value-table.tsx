import type { ComparedFieldView, PairDetailView } from '@guichet/shared/contracts/duplicates';
import { breakable } from '../request/breakable.tsx';
import type { MergeChoice, PairSide } from './use-merge-choice.ts';

/** Field by field what both records say; where they differ, one chooses what stays. */
export function ValueTable({ pair, choice }: { pair: PairDetailView; choice: MergeChoice | null }) {
  return (
    <table className="compared pair-values" role="table" aria-label="Les deux fiches, côte à côte">
      <thead role="rowgroup">
        <tr role="row">
          <td role="cell" />
          <th scope="col" role="columnheader">
            Fiche A
          </th>
          <th scope="col" role="columnheader">
            Fiche B
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {pair.fields.map((field) => (
          <tr role="row" key={field.field}>
            <th scope="row" role="rowheader">
              {field.label}
              {!field.same && <span className="visually-hidden"> (différent)</span>}
            </th>
            <ValueCell field={field} side="one" choice={choice} />
            <ValueCell field={field} side="other" choice={choice} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type CellProps = { field: ComparedFieldView; side: PairSide; choice: MergeChoice | null };

function ValueCell({ field, side, choice }: CellProps) {
  const value = field[side];
  const letter = side === 'one' ? 'A' : 'B';
  const stays = choice !== null && choice.valueOf(field) === side;
  // Where only one says something, there is nothing to choose: what is empty is completed.
  const chooses = choice !== null && !field.same && field.one !== null && field.other !== null;
  return (
    <td role="cell" className={stays && !field.same ? 'compared-asked' : undefined}>
      <span className="compared-side">Fiche {letter} : </span>
      {chooses ? (
        <label className="pair-pick">
          <input
            type="radio"
            name={`valeur-${field.field}`}
            aria-label={`${field.label} : garder « ${value} » (fiche ${letter})`}
            checked={stays}
            onChange={() => choice.take(field.field, side)}
          />
          <span>{breakable(value ?? '—')}</span>
        </label>
      ) : (
        <span>{value === null ? '—' : breakable(value)}</span>
      )}
    </td>
  );
}
