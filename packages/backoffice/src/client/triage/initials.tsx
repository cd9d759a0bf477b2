import type { ColleagueView } from '@guichet/shared/contracts/triage';

/** A colleague in two letters; the name stands beside it, or is said by who shows it. */
export function Initials({ colleague: { name, initials } }: { colleague: ColleagueView }) {
  return (
    <span className="initials" title={name} aria-hidden="true">
      {initials}
    </span>
  );
}
