import type { DashboardView } from '@guichet/shared/contracts/dashboard';
import { Link } from '@tanstack/react-router';
import { ColumnChart, topOf } from './column-chart.tsx';
import { FigureTable } from './figure-table.tsx';
import { sayWeek, shortWeek, type Week } from './week-words.ts';

/** Mails that did not arrive, and where each is dealt with. */
export function UndeliveredPart({ data: { weeks } }: { data: DashboardView }) {
  const all = weeks.reduce((sum, week) => sum + totalOf(week), 0);
  return (
    <section aria-labelledby="non-remis">
      <h2 id="non-remis">Mails non remis</h2>
      <p className="figure-line">
        <strong>{sayMails(all)}</strong> en {weeks.length} semaines. Ce qui reste à régler est dans{' '}
        <Link to="/taches">les tâches</Link> ; les membres dont l’invitation a rebondi sont{' '}
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
              to: { to: '/taches' },
            }))}
          />
          <FigureTable
            caption="Mails non remis, par semaine"
            columns={['Refusés par le serveur', 'Revenus après coup', 'Non envoyés, adresse bloquée', 'Sans certitude']}
            rows={weeks.toReversed().map((week) => ({
              key: week.from,
              label: sayWeek(week),
              cells: [
                week.undelivered.refused,
                week.undelivered.returned,
                week.undelivered.blocked,
                week.undelivered.unknown,
              ],
            }))}
          />
        </>
      )}
    </section>
  );
}

function totalOf({ undelivered: { refused, returned, blocked, unknown } }: Week): number {
  return refused + returned + blocked + unknown;
}

function sayMails(count: number): string {
  return count === 0 ? 'Aucun mail' : `${count} mail${count > 1 ? 's' : ''}`;
}
