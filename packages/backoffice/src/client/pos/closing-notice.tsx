import type { PoFile } from '@guichet/shared/contracts/pos';
import { formatLongDate } from '@guichet/shared/domain/dates';
import { Notice } from '@guichet/shared/ui/notice';
import { Link } from '@tanstack/react-router';
import { Origin } from './origin.tsx';

/** That a PO is closed or will be, which PO took it over, and what opens it again. */
export function ClosingNotice({ closing }: { closing: PoFile['closing'] }) {
  if (!closing) return null;
  const { on, over, origin, mergedInto } = closing;
  return (
    <Notice
      kind={over ? 'warn' : 'info'}
      title={over ? `PO fermé depuis le ${formatLongDate(on)}` : `Ce PO ferme le ${formatLongDate(on)}`}
      className="day-notice"
    >
      {mergedInto && (
        <p>
          {over ? 'Fusionné dans ' : 'Il sera fusionné dans '}
          <Link to="/po/$poId" params={{ poId: mergedInto.id }}>
            {mergedInto.name}
          </Link>
          .
        </p>
      )}
      <p>
        Enregistré par <Origin origin={origin} />
      </p>
      <p>Pour le rouvrir, annulez cette modification depuis sa page.</p>
    </Notice>
  );
}

/** The POs that this one took over. */
export function AbsorbedList({ absorbed }: { absorbed: PoFile['absorbed'] }) {
  if (absorbed.length === 0) return null;
  return (
    <section aria-labelledby="file-absorbed">
      <h3 id="file-absorbed">PO repris</h3>
      <ul>
        {absorbed.map(({ id, name, fase, closedOn }) => (
          <li key={id}>
            <Link to="/po/$poId" params={{ poId: id }}>
              {name}
            </Link>
            <span className="muted small">
              {' '}
              · FASE {fase}, jusqu’au {formatLongDate(closedOn)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
