import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { sayMoment } from '../text/moments.ts';
import type { Meanwhile } from './use-meanwhile.ts';

/** What changed while the request was on the screen. */
export function MeanwhileNotice({ meanwhile }: { meanwhile: Meanwhile }) {
  const { events, planChanged } = meanwhile;
  return (
    <>
      {events.length > 0 && (
        <Notice kind="warn" title="Entre-temps" role="status" className="request-notice">
          <ul className="plain-list">
            {events.map(({ id, label, actor, at, reason }) => (
              <li key={id}>
                {label}, {actor}, {sayMoment(at)}
                {reason && ` : « ${reason} »`}
              </li>
            ))}
          </ul>
          <Button type="button" kind="plain" small onClick={meanwhile.dismissEvents}>
            C’est vu
          </Button>
        </Notice>
      )}
      {planChanged && (
        <Notice kind="warn" title="Ce qui va se passer a changé" role="status" className="request-notice">
          <p>Les données ont bougé pendant que vous lisiez. Relisez le plan, puis dites que vous l’avez fait.</p>
          <Button type="button" kind="quiet" small onClick={meanwhile.acceptPlan}>
            J’ai relu
          </Button>
        </Notice>
      )}
    </>
  );
}
