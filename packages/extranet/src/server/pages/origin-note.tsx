import { formatDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { formatReference } from '@guichet/shared/domain/reference';
import type { Origin } from '../../reads/origins.ts';

/** « le 3/9/2026 par la demande K7M4-P2XA » */
function originText({ at, kind, reference }: Origin): string {
  return `le\u00a0${formatDate(todayInBrussels(at))} ${sources[kind](reference)}`;
}

const sources: Record<Origin['kind'], (reference: string | null) => string> = {
  request: (reference) => (reference === null ? 'par une demande' : `par la demande ${formatReference(reference)}`),
  import: () => 'depuis le registre officiel',
  'staff-edit': () => 'par le secrétariat',
  'self-service': () => 'depuis l’extranet',
  calendar: () => 'à la date prévue',
  demo: () => 'avec les données de démonstration',
};

/** Somebody asked for it, as opposed to what was there from the beginning. */
function isAsked(origin: Origin): boolean {
  return origin.kind === 'request' || origin.kind === 'staff-edit' || origin.kind === 'self-service';
}

/** Under a value: what changed it. */
export function OriginNote({ verb, origin }: { verb: string; origin: Origin | undefined }) {
  if (!origin) return null;
  return (
    <span className="origin">
      {verb} {originText(origin)}
    </span>
  );
}

/** Under a row that may have been there from the beginning: who asked for it, if anybody did. */
export function AskedNote({ verb, origin }: { verb: string; origin: Origin | undefined }) {
  return origin && isAsked(origin) ? <OriginNote verb={verb} origin={origin} /> : null;
}

/** Once for a whole section: where all the rest comes from. */
export function RestNote({ origins }: { origins: readonly (Origin | undefined)[] }) {
  const oldest = origins
    .filter((origin) => origin !== undefined && !isAsked(origin))
    .sort((a, b) => Number(a?.at) - Number(b?.at))[0];
  return <FirstNote origin={oldest} />;
}

/** Once for the values of one row: what first recorded it. */
export function FirstNote({ origin }: { origin: Origin | undefined }) {
  return origin ? <p className="origin">Sauf mention contraire, enregistré {originText(origin)}.</p> : null;
}
