import type { PoFile } from '@guichet/shared/contracts/pos';
import { Origin } from './origin.tsx';

export function FactList({ facts }: { facts: PoFile['facts'] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value, origin }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value} <Origin origin={origin} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
