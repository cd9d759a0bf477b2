import type { DashboardView } from '@guichet/shared/contracts/dashboard';
import { Link, type LinkProps } from '@tanstack/react-router';
import { ColumnChart, topOf } from './column-chart.tsx';
import { FigureTable } from './figure-table.tsx';
import { allDaysOf, daysOf, sayRequests, sayWeek, shortWeek, type Week } from './week-words.ts';

/** What came, week by week: all together, and each kind by itself on one scale. */
export function ReceivedPart({ data: { weeks, types } }: { data: DashboardView }) {
  const all = weeks.reduce((sum, week) => sum + totalOf(week), 0);
  const typeTop = topOf(weeks.flatMap(({ received }) => Object.values(received)));
  return (
    <section aria-labelledby="recues">
      <h2 id="recues">Demandes reçues</h2>
      <p className="figure-line">
        <Link to="/demandes" search={{ etat: 'toutes', recues: allDaysOf(weeks) }}>
          <strong>{sayRequests(all)}</strong>
        </Link>{' '}
        en {weeks.length} semaines, soit {perWeek(all, weeks.length)} par semaine.
      </p>
      <ColumnChart
        top={topOf(weeks.map(totalOf))}
        columns={weeks.map((week) => ({
          key: week.from,
          label: shortWeek(week),
          title: `${sayWeek(week)} : ${sayRequests(totalOf(week))}`,
          parts: [totalOf(week)],
          to: listOf(week),
        }))}
      />
      <div className="small-charts">
        {types.map(({ type, label }) => (
          <figure key={type}>
            <figcaption>{label}</figcaption>
            <ColumnChart
              small
              top={typeTop}
              columns={weeks.map((week) => ({
                key: week.from,
                label: shortWeek(week),
                title: `${label}, ${sayWeek(week)} : ${sayRequests(week.received[type] ?? 0)}`,
                parts: [week.received[type] ?? 0],
                to: listOf(week, type),
              }))}
            />
          </figure>
        ))}
      </div>
      <FigureTable
        caption="Demandes reçues par semaine et par type"
        columns={[...types.map(({ label }) => label), 'Ensemble']}
        rows={weeks.toReversed().map((week) => ({
          key: week.from,
          label: sayWeek(week),
          cells: [
            ...types.map(({ type, label }) => (
              <Count
                key={type}
                value={week.received[type] ?? 0}
                to={listOf(week, type)}
                said={`${label}, ${sayWeek(week)}`}
              />
            )),
            <Count key="all" value={totalOf(week)} to={listOf(week)} said={`toutes, ${sayWeek(week)}`} />,
          ],
        }))}
      />
    </section>
  );
}

/** A number that leads to its list. */
function Count({ value, to, said }: { value: number; to: LinkProps; said: string }) {
  if (value === 0) return <>0</>;
  return (
    <Link {...to}>
      {value}
      <span className="visually-hidden"> ({said})</span>
    </Link>
  );
}

function totalOf({ received }: Week): number {
  return Object.values(received).reduce((sum, count) => sum + count, 0);
}

function perWeek(all: number, weeks: number): string {
  return new Intl.NumberFormat('fr-BE', { maximumFractionDigits: 1 }).format(all / weeks);
}

function listOf(week: Week, type?: string): LinkProps {
  return { to: '/demandes', search: { etat: 'toutes', recues: daysOf(week), ...(type ? { type } : {}) } };
}
