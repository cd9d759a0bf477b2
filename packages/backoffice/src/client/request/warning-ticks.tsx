import type { FindingView } from '@guichet/shared/contracts/request-view';
import { Choice } from '@guichet/shared/ui/choice';
import type { Ref } from 'react';

type Props = {
  ref: Ref<HTMLDivElement>;
  warnings: readonly Pick<FindingView, 'code' | 'message'>[];
  ticked: ReadonlySet<string>;
  onTick: (codes: ReadonlySet<string>) => void;
};

/** Each warning is seen by a tick of its own before anything is decided. */
export function WarningTicks({ ref, warnings, ticked, onTick }: Props) {
  if (warnings.length === 0) return null;
  const toggle = (code: string, on: boolean) => {
    const after = new Set(ticked);
    if (on) after.add(code);
    else after.delete(code);
    onTick(after);
  };
  return (
    <div className="ticks" ref={ref} role="group" aria-label="J’ai vu que">
      {warnings.map(({ code, message }, index) => (
        <Choice
          key={code}
          id={`vu-${index}`}
          name="vu"
          type="checkbox"
          value={code}
          label={`J’ai vu : ${message}`}
          checked={ticked.has(code)}
          inputProps={{ onChange: (event) => toggle(code, event.currentTarget.checked) }}
        />
      ))}
    </div>
  );
}
