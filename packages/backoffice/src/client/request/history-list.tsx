import type { EventView } from '@guichet/shared/contracts/request-view';
import { sayMoment } from '../text/moments.ts';

export function HistoryList({ events }: { events: readonly EventView[] }) {
  return (
    <section className="request-part">
      <h2>Historique</h2>
      <ol className="history">
        {events.map(({ id, label, actor, at, reason }) => (
          <li key={id}>
            <p>
              <strong>{label}</strong> <span className="muted">par {actor}, </span>
              <time className="muted" dateTime={at}>
                {sayMoment(at)}
              </time>
            </p>
            {reason && <blockquote>{reason}</blockquote>}
          </li>
        ))}
      </ol>
    </section>
  );
}
