import type { PoRow } from '@guichet/shared/contracts/po-list';
import { formatDate } from '@guichet/shared/domain/dates';
import { DataTable } from '@guichet/shared/ui/data-table';
import { Tag, type TagKind } from '@guichet/shared/ui/tag';
import { Link } from '@tanstack/react-router';
import { breakable } from '../request/breakable.tsx';

/** POs with whom one asks for on the telephone. Each name is the way to the file, and what J and K walk through. */
export function PoTable({ rows }: { rows: readonly PoRow[] }) {
  return (
    <div className="po-table">
      <DataTable
        caption="Pouvoirs organisateurs"
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'po', label: 'PO', heading: true, cell: (row) => <PoName row={row} /> },
          { key: 'president', label: 'Présidence', cell: ({ presidents }) => <Holders holders={presidents} /> },
          { key: 'treasurer', label: 'Trésorerie', cell: ({ treasurers }) => <Holders holders={treasurers} /> },
          { key: 'secretary', label: 'Secrétariat', cell: ({ secretaries }) => <Holders holders={secretaries} /> },
          { key: 'contact', label: 'Mail du PO', cell: ({ contactEmail }) => breakable(contactEmail ?? '—') },
          { key: 'schools', label: 'Écoles', numeric: true, cell: ({ schools }) => schools },
          { key: 'gaps', label: 'À compléter', cell: ({ gaps }) => <Gaps gaps={gaps} /> },
        ]}
      />
    </div>
  );
}

function PoName({ row: { id, name, fase, place, closedOn } }: { row: PoRow }) {
  return (
    <>
      <Link to="/po/$poId" params={{ poId: id }} className="po-row-link" data-row>
        {name}
      </Link>
      <span className="muted small po-row-place">{[`FASE ${fase}`, place].filter(Boolean).join(' · ')}</span>
      {closedOn && <Tag kind="warn">Dernier jour : {formatDate(closedOn)}</Tag>}
    </>
  );
}

function Holders({ holders }: { holders: PoRow['presidents'] }) {
  if (holders.length === 0) return '—';
  return holders.map(({ personId, name, email }) => (
    <span key={personId} className="po-holder">
      <Link to="/personnes/$personId" params={{ personId }}>
        {name}
      </Link>
      {email && <span className="muted small po-row-place">{breakable(email)}</span>}
    </span>
  ));
}

const KINDS: Record<PoRow['gaps'][number]['kind'], TagKind> = {
  unheld: 'bad',
  several: 'warn',
  'no-email': 'warn',
  bounced: 'warn',
  ending: 'accent',
  'no-account': 'plain',
};

function Gaps({ gaps }: { gaps: PoRow['gaps'] }) {
  if (gaps.length === 0) return <span className="muted">rien</span>;
  return (
    <span className="tags">
      {gaps.map(({ kind, label }) => (
        <Tag key={label} kind={KINDS[kind]}>
          {label}
        </Tag>
      ))}
    </span>
  );
}
