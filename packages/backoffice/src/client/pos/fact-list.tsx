import type { FactView, OriginView } from '@guichet/shared/contracts/pos';
import type { ReactNode } from 'react';
import { Origin } from './origin.tsx';
import { ValueHistory } from './value-history.tsx';

/** Values with what set each; `children` are lines that belong to the same list. */
export function FactList({ facts, children }: { facts: readonly FactView[]; children?: ReactNode }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <FactLine key={fact.field} label={fact.label} value={fact.value} origin={fact.origin}>
          {fact.recordedLater && fact.value !== '—' && (
            <span className="origin">pas encore enregistré à cette date</span>
          )}
          <ValueHistory fact={fact} />
        </FactLine>
      ))}
      {children}
    </dl>
  );
}

type LineProps = {
  label: string;
  value: string;
  origin?: OriginView;
  /** What gave it its end. */
  endOrigin?: OriginView;
  children?: ReactNode;
};

export function FactLine({ label, value, origin = null, endOrigin = null, children }: LineProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value} <Origin origin={origin} />
        {endOrigin && endOrigin.text !== origin?.text && <Origin origin={endOrigin} before="fin : " />}
        {children}
      </dd>
    </div>
  );
}
