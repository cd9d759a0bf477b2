import type { PoFile } from '@guichet/shared/contracts/pos';
import type { ReactNode } from 'react';
import { Origin } from './origin.tsx';

type Fact = PoFile['facts'][number] & { acts?: ReactNode };

export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value, origin, acts }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value} <Origin origin={origin} />
            {acts}
          </dd>
        </div>
      ))}
    </dl>
  );
}
