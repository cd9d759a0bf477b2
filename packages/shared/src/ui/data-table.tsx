import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';

export type Column<Row> = {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Names the row: read out with each of its cells. One column at most. */
  heading?: boolean | undefined;
  /** Numbers, to be compared by eye. */
  numeric?: boolean | undefined;
};

export type DataTableProps<Row> = {
  caption: ReactNode;
  /** When a heading above says the same. */
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
};

/**
 * A table that becomes a list of small sheets on a narrow screen, each value under its label. The roles are written
 * out: browsers forget that a table is a table once its rows are no longer drawn as such.
 */
export function DataTable<Row>({ caption, captionHidden, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <table className="table" role="table">
      <caption className={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} scope="col" role="columnheader" className={column.numeric ? 'numeric' : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className = classNames(column.numeric && 'numeric') || undefined;
  const content = (
    <>
      <span className="table-label" aria-hidden="true">
        {column.label}
      </span>
      <span className="table-value">{column.cell(row)}</span>
    </>
  );
  if (column.heading) {
    return (
      <th scope="row" role="rowheader" className={className}>
        {content}
      </th>
    );
  }
  return (
    <td role="cell" className={className}>
      {content}
    </td>
  );
}
