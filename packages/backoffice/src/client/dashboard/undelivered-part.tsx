import type { DashboardView } from '@guichet/shared/contracts/dashboard';
import {
  type HowUndelivered,
  UNDELIVERED,
  UNDELIVERED_LABELS,
  UNDELIVERED_SLUGS,
} from '@guichet/shared/domain/undelivered';
import { Link, type LinkProps } from '@tanstack/react-router';
import { ColumnChart, topOf } from './column-chart.tsx';
import { FigureTable } from './figure-table.tsx';
import { allDaysOf, daysOf, sayWeek, shortWeek, type Week } from './week-words.ts';

/** Mails that did not arrive, and where each is dealt with. */
export function UndeliveredPart({ data: { weeks } }: { data: DashboardView }) {
  const all = weeks.reduce((sum, week) => sum + totalOf(week), 0);
  return (
    <section aria-labelledby="non-remis">
      <h2 id="non-remis">Mails non remis</h2>
      <p className="figure-line">
        <Link to="/mails-non-remis" search={{ jours: allDaysOf(weeks) }}>
          <strong>{sayMails(all)}</strong>
        </Link>{' '}
        en {weeks.length} semaines. Ce qui reste à régler est dans <Link to="/taches">les tâches</Link> ; les membres
        dont l’invitation a rebondi sont{' '}
        <Link to="/personnes" search={{ compte: 'rebondi' }}>
          dans cette liste
        </Link>
        .
      </p>
      {all > 0 && (
        <>
          <ColumnChart
            top={topOf(weeks.map(totalOf))}
            columns={weeks.map((week) => ({
              key: week.from,
              label: shortWeek(week),
              title: `${sayWeek(week)} : ${sayMails(totalOf(week))}`,
              parts: [totalOf(week)],
              to: listOf(week),
            }))}
          />
          <FigureTable
            caption="Mails non remis, par semaine"
            columns={UNDELIVERED.map((how) => UNDELIVERED_LABELS[how])}
            rows={weeks.toReversed().map((week) => ({
              key: week.from,
              label: sayWeek(week),
              cells: UNDELIVERED.map((how) => <Count key={how} week={week} how={how} />),
            }))}
          />
        </>
      )}
    </section>
  );
}

/** A number that leads to its list. */
function Count({ week, how }: { week: Week; how: HowUndelivered }) {
  const value = week.undelivered[how];
  if (value === 0) return <>0</>;
  return (
    <Link {...listOf(week, how)}>
      {value}
      <span className="visually-hidden">
        {' '}
        ({UNDELIVERED_LABELS[how]}, {sayWeek(week)})
      </span>
    </Link>
  );
}

function listOf(week: Week, how?: HowUndelivered): LinkProps {
  return {
    to: '/mails-non-remis',
    search: { jours: daysOf(week), ...(how ? { sorte: UNDELIVERED_SLUGS[how] } : {}) },
  };
}

function totalOf({ undelivered }: Week): number {
  return UNDELIVERED.reduce((sum, how) => sum + undelivered[how], 0);
}

function sayMails(count: number): string {
  return count === 0 ? 'Aucun mail' : `${count} mail${count > 1 ? 's' : ''}`;
}
