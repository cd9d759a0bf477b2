import type { DashboardView } from '@guichet/shared/contracts/dashboard';
import { Link } from '@tanstack/react-router';
import { MailingsLink } from '../coverage/mailings-link.tsx';
import { mailingsOf } from '../coverage/mailings-of.ts';
import { sayShare } from '../coverage/say-share.ts';
import { ColumnChart, topOf } from './column-chart.tsx';
import { FigureTable } from './figure-table.tsx';
import { allDaysOf, daysOf, sayWeek, shortWeek } from './week-words.ts';

const COLUMNS = ['Mails', 'À quelqu’un d’autre', 'Part'] as const;

/** How many mails of mailings went to somebody else than the president of the PO. */
export function ReliefPart({ data: { weeks } }: { data: DashboardView }) {
  const sum = (pick: (week: DashboardView['weeks'][number]) => number) =>
    weeks.reduce((all, week) => all + pick(week), 0);
  const [mails, others] = [sum(({ relief }) => relief.mails), sum(({ relief }) => relief.others)];
  return (
    <section aria-labelledby="presidences">
      <h2 id="presidences">Courriers sans passer par la présidence</h2>
      {mails === 0 ? (
        <p className="figure-line">
          Aucun courrier n’est parti en {weeks.length} semaines. <Link to="/couverture">Où les rôles manquent</Link>
        </p>
      ) : (
        <>
          <p className="figure-line">
            <Link {...mailingsOf(allDaysOf(weeks))}>
              <strong>{sayShare(others, mails)}</strong> des {mails} mails de courriers
            </Link>{' '}
            sont allés à quelqu’un d’autre que la présidence du PO. <Link to="/couverture">Où les rôles manquent</Link>
          </p>
          <ColumnChart
            top={topOf(weeks.map(({ relief }) => relief.mails))}
            columns={weeks.map((week) => ({
              key: week.from,
              label: shortWeek(week),
              title: `${sayWeek(week)} : ${week.relief.others} mails sur ${week.relief.mails}`,
              parts: [week.relief.others, week.relief.mails - week.relief.others],
              to: mailingsOf(daysOf(week)),
            }))}
          />
          <FigureTable
            caption="Mails de courriers, par semaine"
            columns={COLUMNS}
            rows={weeks.toReversed().map((week) => ({
              key: week.from,
              label: sayWeek(week),
              cells: [week.relief.mails, week.relief.others, sayShare(week.relief.others, week.relief.mails)].map(
                (said, index) => (
                  <MailingsLink key={COLUMNS[index]} days={daysOf(week)} mails={week.relief.mails}>
                    {said}
                    <span className="visually-hidden"> (partis {sayWeek(week)})</span>
                  </MailingsLink>
                ),
              ),
            }))}
          />
        </>
      )}
    </section>
  );
}
