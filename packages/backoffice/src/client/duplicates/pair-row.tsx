import type { PairView } from '@guichet/shared/contracts/duplicates';
import { PROBABLE_SCORE } from '@guichet/shared/domain/duplicates';
import { Tag } from '@guichet/shared/ui/tag';
import { Link } from '@tanstack/react-router';
import { sayMoment } from '../text/moments.ts';

/** One pair: both names, where they are known, and why they may be one. */
export function PairRow({ pair }: { pair: PairView }) {
  const { one, other, reasons, settled } = pair;
  return (
    <li>
      <Link to="/doublons/$one/$other" params={{ one: one.id, other: other.id }} className="pair-row">
        <span className="pair-sides">
          {[one, other].map(({ id, name, birthDate, detail }) => (
            <span key={id} className="pair-side">
              <span className="pair-name">{name}</span>
              <span className="muted small">
                né·e le {birthDate} · {detail}
              </span>
            </span>
          ))}
        </span>
        <span className="pair-why">
          {settled ? (
            <span className="muted small">
              {settled.by}, {sayMoment(settled.at)}
              {settled.reason && ` : ${settled.reason}`}
            </span>
          ) : (
            <Likeness pair={pair} />
          )}
          <span className="small">{reasons.join(' ; ')}</span>
        </span>
      </Link>
    </li>
  );
}

/** How likely it is, in a word; the number is for nobody. */
export function Likeness({ pair: { score } }: { pair: Pick<PairView, 'score'> }) {
  return score >= PROBABLE_SCORE ? <Tag kind="warn">probable</Tag> : <Tag>possible</Tag>;
}
