import type { ReliefView } from '@guichet/shared/contracts/coverage';
import { formatDate } from '@guichet/shared/domain/dates';
import { endOfMonth } from '@guichet/shared/domain/months';
import { DataTable } from '@guichet/shared/ui/data-table';
import { Link, useSearch } from '@tanstack/react-router';
import { FigureTable } from '../dashboard/figure-table.tsx';
import { titleOf } from '../mailings/say-mailing.ts';
import { longMonth } from './month-words.ts';
import { MailingsLink } from './mailings-link.tsx';
import { sayShare } from './say-share.ts';

const COLUMNS = ['Mails', 'À quelqu’un d’autre', 'Part'] as const;

/**
 * What presidents are spared: how many mails of mailings went to somebody else, over a year and by mailing; of all of them,
 * or of those that left in some days.
 */
export function ReliefByMailing(props: { relief: ReliefView; days: readonly [string, string] | null }) {
  const { mails, others, months, mailings } = props.relief;
  const [from, to] = props.days ?? [months[0]?.month ?? '', null];
  const shown = mailings.filter(({ startedOn }) => startedOn >= from && (to === null || startedOn <= to));
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
            columns={COLUMNS}
            rows={months.toReversed().map((row) => ({
              key: row.month,
              label: longMonth(row.month),
              cells: [row.mails, row.others, sayShare(row.others, row.mails)].map((said, index) => (
                <MailingsLink key={COLUMNS[index]} days={`${row.month}_${endOfMonth(row.month)}`} mails={row.mails}>
                  {said}
                  <span className="visually-hidden"> ({longMonth(row.month)})</span>
                </MailingsLink>
              )),
            }))}
          />
        </>
      )}
      {(mails > 0 || shown.length > 0) && <MailingTable mailings={shown} days={props.days} />}
    </section>
  );
}

function MailingTable({
  mailings,
  days,
}: {
  mailings: ReliefView['mailings'];
  days: readonly [string, string] | null;
}) {
  const search = useSearch({ from: '/bureau/couverture' });
  return (
    <>
      {days && (
        <p>
          Courriers partis du {formatDate(days[0])} au {formatDate(days[1])}
          {mailings.length === 0 && '\u00a0: aucun'}.{' '}
          <Link to="/couverture" search={{ ...search, partis: undefined }}>
            Toute la couverture, et tous les courriers de l’année
          </Link>
        </p>
      )}
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
  );
}
