import type { ReliefView } from '@guichet/shared/contracts/coverage';
import { formatDate } from '@guichet/shared/domain/dates';
import { DataTable } from '@guichet/shared/ui/data-table';
import { Link } from '@tanstack/react-router';
import { FigureTable } from '../dashboard/figure-table.tsx';
import { titleOf } from '../mailings/say-mailing.ts';
import { longMonth } from './month-words.ts';
import { sayShare } from './say-share.ts';

/** What presidents are spared: how many mails of mailings went to somebody else, over a year and by mailing. */
export function ReliefByMailing({ relief: { mails, others, months, mailings } }: { relief: ReliefView }) {
  return (
    <section aria-labelledby="couverture-presidences">
      <h2 id="couverture-presidences">Ce qui n’arrive plus aux présidences</h2>
      {mails === 0 ? (
        <p className="muted">Aucun courrier n’est parti en douze mois.</p>
      ) : (
        <>
          <p className="figure-line">
            <strong>{sayShare(others, mails)}</strong> des {mails} mails de courriers, en douze mois, sont allés à
            quelqu’un d’autre que la présidence du PO.
          </p>
          <FigureTable
            caption="Mails qui ne sont pas allés aux présidences, par mois"
            unit="Mois"
            columns={['Mails', 'À quelqu’un d’autre', 'Part']}
            rows={months.toReversed().map((row) => ({
              key: row.month,
              label: longMonth(row.month),
              cells: [row.mails, row.others, sayShare(row.others, row.mails)],
            }))}
          />
          <div className="recipient-table">
            <DataTable
              caption="Par courrier"
              rows={mailings}
              rowKey={({ id }) => id}
              columns={[
                {
                  ...{ key: 'subject', label: 'Courrier', heading: true },
                  cell: (row) => (
                    <Link to="/courriers/$mailingId" params={{ mailingId: row.id }}>
                      {titleOf(row)}
                    </Link>
                  ),
                },
                { key: 'day', label: 'Parti le', cell: ({ startedOn }) => formatDate(startedOn) },
                { key: 'mails', label: 'Mails', numeric: true, cell: (row) => row.mails },
                {
                  key: 'share',
                  label: 'Sans la présidence',
                  numeric: true,
                  cell: (row) => sayShare(row.others, row.mails),
                },
              ]}
            />
          </div>
        </>
      )}
    </section>
  );
}
