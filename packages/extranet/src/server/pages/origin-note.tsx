import type { Origin } from '../../reads/origins.ts';
import { sayOrigin } from '../../reads/say-origin.ts';

/** Somebody asked for it, as opposed to what was there from the beginning. */
function isAsked(origin: Origin): boolean {
  return origin.kind === 'request' || origin.kind === 'staff-edit' || origin.kind === 'self-service';
}

/** Where most rows of a section come from that nobody asked for: said once, and each other row tells its own. */
export function commonOrigin(origins: readonly (Origin | undefined)[]): Origin | undefined {
  const counts = new Map<string, { origin: Origin; count: number }>();
  for (const origin of origins) {
    if (origin === undefined || isAsked(origin)) continue;
    const text = sayOrigin(origin);
    counts.set(text, { origin, count: (counts.get(text)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.origin;
}

/** Under a value: what changed it. */
export function OriginNote({ verb, origin }: { verb: string; origin: Origin | undefined }) {
  if (!origin) return null;
  return (
    <span className="origin">
      {verb} {sayOrigin(origin)}
    </span>
  );
}

/** Under a row: where it comes from, unless that is what the whole section says at its end. */
export function AskedNote({
  verb,
  origin,
  rest,
}: {
  verb: string;
  origin: Origin | undefined;
  rest?: Origin | undefined;
}) {
  return origin && (rest === undefined || sayOrigin(origin) !== sayOrigin(rest)) ? (
    <OriginNote verb={verb} origin={origin} />
  ) : null;
}

/** Once for a whole section, or for the values of one row: what first recorded them. */
export function RestNote({ origin }: { origin: Origin | undefined }) {
  return origin ? <p className="origin">Sauf mention contraire, enregistré {sayOrigin(origin)}.</p> : null;
}
