import type { EnvoiPlan } from '@guichet/shared/contracts/envoi-plan';
import { StateTag } from '../request/state-tag.tsx';

/** What an approval of all does not touch, and why. */
export function LeftOutList({ leftOut, total }: Pick<EnvoiPlan, 'leftOut' | 'total'>) {
  if (leftOut.length === 0) return null;
  return (
    <>
      <h3>Ce qui n’en fait pas partie</h3>
      <ul className="siblings">
        {leftOut.map(({ id, position, typeLabel, subject, state, stateLabel }) => (
          <li key={id}>
            <span>
              {typeLabel} · {subject}
            </span>
            <span className="muted small">
              {position} de {total}
            </span>
            <StateTag state={state} label={stateLabel} />
          </li>
        ))}
      </ul>
    </>
  );
}
