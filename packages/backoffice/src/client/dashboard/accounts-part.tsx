import type { DashboardView } from '@guichet/shared/contracts/dashboard';
import {
  ACCOUNT_STEP_NAMES,
  ACCOUNT_STEPS,
  STANDING_LABELS,
  STANDING_SLUGS,
  type StandingState,
} from '@guichet/shared/domain/account-standing';
import { Link, type LinkProps } from '@tanstack/react-router';
import { BarList } from './bar-list.tsx';

/** From the mandate to the account that opens the extranet. */
export function AccountsPart({ data: { accounts } }: { data: DashboardView }) {
  const states = Object.keys(accounts) as StandingState[];
  const members = sum(states);
  function sum(of: readonly StandingState[]): number {
    return of.reduce((count, state) => count + accounts[state], 0);
  }
  return (
    <section aria-labelledby="activation">
      <h2 id="activation">Activation des comptes</h2>
      <p className="muted small">
        Membres d’un PO, aujourd’hui ou bientôt : <Link to="/personnes">{members}</Link>.
      </p>
      <BarList
        caption="Membres à chaque étape"
        head={['Étape', 'Membres']}
        bars={ACCOUNT_STEP_NAMES.map((step) => {
          const { label, slug, reached } = ACCOUNT_STEPS[step];
          const counted: LinkProps = { to: '/personnes', search: { etape: slug } };
          return { key: step, label, value: sum(reached), of: members, counted };
        })}
      />
      <ul className="standings">
        {states
          .filter((state) => accounts[state] > 0)
          .map((state) => (
            <li key={state}>
              <Link to="/personnes" search={{ compte: STANDING_SLUGS[state] }}>
                <strong>{accounts[state]}</strong> {STANDING_LABELS[state]}
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
}
