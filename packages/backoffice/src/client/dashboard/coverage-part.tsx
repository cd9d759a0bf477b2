import type { DashboardView } from '@guichet/shared/contracts/dashboard';
import { Link } from '@tanstack/react-router';
import { BarList } from './bar-list.tsx';

/** In how many POs each role is held today, and in which it is not. */
export function CoveragePart({ data: { coverage } }: { data: DashboardView }) {
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">Rôles tenus aujourd’hui</h2>
      <p className="figure-line">
        Qui les tient est-il joignable par mail ? <Link to="/couverture">La couverture des rôles</Link> le dit, mois
        après mois.
      </p>
      <BarList
        caption="POs où chaque rôle est tenu"
        head={['Rôle', 'POs', 'POs où il manque']}
        bars={coverage.roles.map(({ role, label, held }) => ({
          key: role,
          label,
          value: held,
          of: coverage.pos,
          counted: { to: '/personnes', search: { role } },
          list:
            held < coverage.pos
              ? { to: { to: '/po', search: { sans: role } }, label: `${coverage.pos - held} sans` }
              : undefined,
        }))}
      />
    </section>
  );
}
