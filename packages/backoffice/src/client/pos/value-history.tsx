import type { FactView } from '@guichet/shared/contracts/pos';
import { Origin } from './origin.tsx';

/** Every value that was, the newest first, with who set it and when. Nothing for a value that never changed. */
export function ValueHistory({ fact: { label, history } }: { fact: FactView }) {
  if (history.length === 0) return null;
  const before = history.length - 1;
  return (
    <details className="value-history">
      <summary>
        {before === 1 ? '1 valeur précédente' : `${before} valeurs précédentes`}
        <span className="visually-hidden"> : {label}</span>
      </summary>
      <ol reversed>
        {history.map(({ value, origin }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one value may come back, and the list never moves
          <li key={index}>
            {value} <Origin origin={origin} />
          </li>
        ))}
      </ol>
    </details>
  );
}
