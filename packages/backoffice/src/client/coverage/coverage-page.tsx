import type { CoverageView } from '@guichet/shared/contracts/coverage';
import { ROLES, type Role } from '@guichet/shared/domain/roles';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { readDays } from '../queue/queue-filters.ts';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';
import { coverageQuery } from './coverage-queries.ts';
import { ReliefByMailing } from './relief-by-mailing.tsx';
import { TrendPart } from './trend-part.tsx';
import { UncoveredPart } from './uncovered-part.tsx';

/** In how many POs each role is held by somebody whom a mail reaches, where not, how that moves, and what presidents are spared. */
export function CoveragePage() {
  const { role = 'treasurer', partis } = useSearch({ from: '/bureau/couverture' });
  // Who comes from a number wants what it counts, and nothing above it.
  const days = readDays(partis);
  const { data, error, refetch } = useQuery(coverageQuery);
  useEffect(() => {
    document.title = 'Couverture des rôles · Guichet PO';
  }, []);
  return (
    <main className="page dashboard" id="contenu" tabIndex={-1}>
      <h1>Couverture des rôles</h1>
      <p className="muted">
        Dans combien de PO ouverts chaque rôle est exercé par quelqu’un à qui un mail peut arriver : une adresse est
        connue, et aucun serveur ne l’a refusée.
      </p>
      {data ? (
        <>
          <p className="muted small">Chiffres arrêtés {sayMoment(data.at)}.</p>
          {days === null && (
            <>
              <RoleTable data={data} role={role} />
              <TrendPart data={data} role={role} />
              <UncoveredPart role={role} />
            </>
          )}
          <ReliefByMailing relief={data.relief} days={days} />
        </>
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingPage />
      )}
    </main>
  );
}

function RoleTable({ data: { pos, roles }, role }: { data: CoverageView; role: Role }) {
  const inOrder = ROLES.flatMap((name) => roles.filter((one) => one.role === name));
  return (
    <section aria-labelledby="couverture-roles">
      <h2 id="couverture-roles">Aujourd’hui, dans {pos} PO</h2>
      <table className="bars coverage-bars">
        <caption className="visually-hidden">POs où chaque rôle est exercé, et joignable</caption>
        <thead>
          <tr>
            <th scope="col">Rôle</th>
            <th scope="col">Joignable</th>
            <th scope="col" className="numeric">
              Exercé
            </th>
            <th scope="col" className="numeric">
              À compléter
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder.map(({ role: name, label, held, reachable }) => (
            <tr key={name} className={name === role ? 'bars-chosen' : undefined}>
              <th scope="row">
                <Link
                  to="/couverture"
                  search={{ role: name }}
                  activeProps={{}}
                  aria-current={name === role ? 'true' : undefined}
                  resetScroll={false}
                >
                  {label}
                </Link>
              </th>
              <td>
                <div className="bar-cell">
                  <span className="bar-track" aria-hidden="true">
                    <span className="bar" style={{ width: `${share(reachable, pos)}%` }} />
                  </span>
                  <span className="bar-number">
                    {Math.round(share(reachable, pos))} % <span className="muted">({reachable})</span>
                  </span>
                </div>
              </td>
              <td className="numeric">
                <span className="bars-narrow">exercé dans </span>
                {held}
              </td>
              <td className="numeric">{pos - reachable} sans</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** In percent; nothing of nothing is nothing. */
function share(part: number, of: number): number {
  return of === 0 ? 0 : (100 * part) / of;
}
