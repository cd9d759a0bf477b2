import type { DashboardView } from '@guichet/shared/contracts/dashboard';
import { Link, type LinkProps } from '@tanstack/react-router';
import { ColumnChart, topOf } from './column-chart.tsx';
import { FigureTable } from './figure-table.tsx';
import { allDaysOf, daysOf, sayRequests, sayWeek, sayWorkingDays, shortWeek, type Week } from './week-words.ts';

/** How long a request is with us until it is applied or refused. */
export function DelaysPart({ data: { weeks, types, delays } }: { data: DashboardView }) {
  const { all, byType } = delays;
  return (
    <section aria-labelledby="delais">
      <h2 id="delais">Délais</h2>
      <p className="figure-line">
        {all.requests === 0 ? (
          'Aucune demande n’a été traitée en cette période.'
        ) : (
          <>
            La moitié des{' '}
            <Link to="/demandes" search={{ etat: 'terminees', closes: allDaysOf(weeks) }}>
              {all.requests > 1 ? `${all.requests} demandes traitées` : 'demandes traitées : une seule'}
            </Link>{' '}
            l’ont été en <strong>{sayWorkingDays(all.median)}</strong> au plus, neuf sur dix en{' '}
            <strong>{sayWorkingDays(all.p90)}</strong> au plus.
          </>
        )}
      </p>
      <p className="muted small">
        De l’arrivée à l’application ou au refus. Le compte s’arrête pendant que l’auteur doit répondre.
      </p>
      <ColumnChart
        top={topOf(weeks.map(({ delay }) => delay.p90 ?? 0))}
        columns={weeks.map((week) => ({
          key: week.from,
          label: shortWeek(week),
          title: `${sayWeek(week)} : la moitié en ${sayWorkingDays(week.delay.median)}, neuf sur dix en ${sayWorkingDays(week.delay.p90)}`,
          parts: [week.delay.median ?? 0, (week.delay.p90 ?? 0) - (week.delay.median ?? 0)],
          to: listOf(week),
        }))}
      />
      <p className="chart-legend small" aria-hidden="true">
        <span className="chart-key" /> la moitié <span className="chart-key chart-key-second" /> neuf sur dix
      </p>
      <ul className="type-delays">
        {types
          .filter(({ type }) => (byType[type]?.requests ?? 0) > 0)
          .map(({ type, label }) => (
            <li key={type}>
              {label} : {sayWorkingDays(byType[type]?.median ?? null)} pour la moitié,{' '}
              {sayWorkingDays(byType[type]?.p90 ?? null)} pour neuf sur dix (
              <Link to="/demandes" search={{ etat: 'terminees', closes: allDaysOf(weeks), type }}>
                {sayRequests(byType[type]?.requests ?? 0)}
              </Link>
              )
            </li>
          ))}
      </ul>
      <FigureTable
        caption="Délais des demandes traitées, par semaine"
        columns={['Traitées', 'La moitié en', 'Neuf sur dix en']}
        rows={weeks.toReversed().map((week) => ({
          key: week.from,
          label: sayWeek(week),
          cells: [
            week.delay.requests === 0 ? (
              0
            ) : (
              <Link {...listOf(week)}>
                {week.delay.requests}
                <span className="visually-hidden"> (traitées {sayWeek(week)})</span>
              </Link>
            ),
            <Delay key="median" week={week} days={week.delay.median} />,
            <Delay key="p90" week={week} days={week.delay.p90} />,
          ],
        }))}
      />
    </section>
  );
}

/** How long it took, leading to what took so long. */
function Delay({ week, days }: { week: Week; days: number | null }) {
  if (days === null) return <>—</>;
  return (
    <Link {...listOf(week)}>
      {sayWorkingDays(days)}
      <span className="visually-hidden"> (traitées {sayWeek(week)})</span>
    </Link>
  );
}

function listOf(week: Week): LinkProps {
  return { to: '/demandes', search: { etat: 'terminees', closes: daysOf(week) } };
}
