import type { CoverageView } from '@guichet/shared/contracts/coverage';
import { formatDate } from '@guichet/shared/domain/dates';
import { roleInSentence } from '@guichet/shared/domain/mailings/say-reason';
import type { Role } from '@guichet/shared/domain/roles';
import { ColumnChart } from '../dashboard/column-chart.tsx';
import { FigureTable } from '../dashboard/figure-table.tsx';
import { longMonth, shortMonth } from './month-words.ts';

/** How a role is covered, month by month over a year. */
export function TrendPart({ data: { months }, role }: { data: CoverageView; role: Role }) {
  const rows = months.flatMap(({ month, day, roles }) => {
    const found = roles.find((one) => one.role === role);
    return found ? [{ month, day, ...found, known: found.reachable ?? 0 }] : [];
  });
  const percent = (part: number, of: number) => (of === 0 ? 0 : Math.round((100 * part) / of));
  const isPartlyComputed = rows.some(({ reachable }) => reachable === null);
  const heading = `Évolution en douze mois : ${roleInSentence(role)}`;
  return (
    <section aria-labelledby="couverture-evolution">
      <h2 id="couverture-evolution">{heading}</h2>
      <p className="chart-legend small" aria-hidden="true">
        <span className="chart-key" /> Exercé et joignable
        <span className="chart-key chart-key-second" /> Exercé
      </p>
      <ColumnChart
        top={100}
        columns={rows.map(({ month, pos, held, reachable, known }) => ({
          key: month,
          label: shortMonth(month),
          title: `${longMonth(month)} : exercé dans ${percent(held, pos)} % des PO${reachable === null ? '' : `, joignable dans ${percent(reachable, pos)} %`}`,
          parts: [percent(known, pos), percent(held, pos) - percent(known, pos)],
          to: { to: '/couverture', search: { role } },
        }))}
      />
      {isPartlyComputed && (
        <p className="muted small">
          Les mois d’avant les relevés viennent des périodes enregistrées : elles disent qui exerçait un rôle, pas si un
          mail pouvait lui arriver.
        </p>
      )}
      <FigureTable
        caption={`${heading}, mois par mois`}
        unit="Mois"
        columns={['Compté au', 'PO ouverts', 'Exercé', 'Joignable']}
        rows={rows.toReversed().map(({ month, day, pos, held, reachable }) => ({
          key: month,
          label: longMonth(month),
          cells: [
            formatDate(day),
            pos,
            `${held} (${percent(held, pos)} %)`,
            reachable === null ? '—' : `${reachable} (${percent(reachable, pos)} %)`,
          ],
        }))}
      />
    </section>
  );
}
