import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Notice } from '@guichet/shared/ui/notice';
import { sayMoment } from '../text/moments.ts';
import { breakable } from './breakable.tsx';
import { Origin } from './compared-table.tsx';

/** Approved, and no longer so: what changed meanwhile and through what, and how the plan differs from the approved one. */
export function StalePart({ view }: { view: RequestView }) {
  const { staleness } = view;
  if (!staleness) return null;
  const { approvedBy, approvedAt, changes } = staleness;
  // An effect that only starts from another value reads the same before and after: what changed says it already.
  const gone = staleness.gone.filter((one) => !staleness.added.some(readsAs(one)));
  const added = staleness.added.filter((one) => !staleness.gone.some(readsAs(one)));
  return (
    <Notice kind="warn" title="Ce qui a été approuvé ne tient plus" className="second-look">
      <p>
        Approuvée par {approvedBy}, {sayMoment(approvedAt)}. Depuis, rien n’a été écrit de cette demande, et ceci a
        changé.
      </p>
      {changes.length > 0 && (
        <ul className="stale-changes" aria-label="Ce qui a changé dans la base">
          {changes.map(({ label, before, after, origin }) => (
            <li key={label}>
              {label} : <del>{breakable(before)}</del> <ins>{breakable(after)}</ins>
              {origin && <Origin of={origin} />}
            </li>
          ))}
        </ul>
      )}
      {gone.length > 0 && (
        <>
          <p>N’aura plus lieu :</p>
          <ul className="stale-changes" aria-label="N’aura plus lieu">
            {gone.map(({ text, icon }) => (
              <li key={`${icon} ${text}`}>
                <del>{breakable(text)}</del>
              </li>
            ))}
          </ul>
        </>
      )}
      {added.length > 0 && (
        <>
          <p>Aura lieu en plus :</p>
          <ul className="stale-changes" aria-label="Aura lieu en plus">
            {added.map(({ text, icon, origin }) => (
              <li key={`${icon} ${text}`}>
                <ins>{breakable(text)}</ins>
                {origin && <Origin of={origin} />}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        {view.standing.state === 'failed'
          ? 'Remettez la demande à traiter, puis décidez sur le plan d’aujourd’hui.'
          : 'Choisissez ci-dessous, puis décidez sur le plan d’aujourd’hui.'}
      </p>
    </Notice>
  );
}

function readsAs({ text, icon }: { text: string; icon: string }) {
  return (other: { text: string; icon: string }) => other.text === text && other.icon === icon;
}
