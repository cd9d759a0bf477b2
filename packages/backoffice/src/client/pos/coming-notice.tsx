import type { PoFile } from '@guichet/shared/contracts/pos';
import { formatLongDate } from '@guichet/shared/domain/dates';
import { Notice } from '@guichet/shared/ui/notice';
import { Origin } from './origin.tsx';

/** A value that the PO will have, from which day on, and what takes it back. */
export function ComingNotice({ coming }: { coming: PoFile['coming'] }) {
  if (!coming) return null;
  const { label, value, on, origin } = coming;
  return (
    <Notice title={`${label} : ${value} dès le ${formatLongDate(on)}`} className="day-notice">
      <p>
        D’ici là, le numéro reste celui d’aujourd’hui. Enregistré par <Origin origin={origin} />
      </p>
      <p>Pour y renoncer, annulez cette modification depuis sa page.</p>
    </Notice>
  );
}
