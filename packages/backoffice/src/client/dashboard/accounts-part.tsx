import type { DashboardView } from '@guichet/shared/contracts/dashboard';
import { STANDING_LABELS, STANDING_SLUGS, type StandingState } from '@guichet/shared/domain/account-standing';
import { Link } from '@tanstack/react-router';
import { BarList } from './bar-list.tsx';

/** Each step on the way, with where those stand who came at least so far. */
const STEPS: readonly { label: string; reached: readonly StandingState[] }[] = [
  { label: 'Compte créé', reached: ['to-send', 'sent', 'bounced', 'opened', 'expired', 'activated', 'closed'] },
  { label: 'Invitation partie', reached: ['sent', 'opened', 'expired', 'activated', 'closed'] },
  { label: 'Lien ouvert', reached: ['opened', 'activated', 'closed'] },
  { label: 'Compte activé', reached: ['activated', 'closed'] },
];

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
      <p className="muted small">Membres d’un PO, aujourd’hui ou bientôt : {members}.</p>
      <BarList
        caption="Membres à chaque étape"
        head={['Étape', 'Membres']}
        bars={STEPS.map(({ label, reached }) => ({ key: label, label, value: sum(reached), of: members }))}
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
