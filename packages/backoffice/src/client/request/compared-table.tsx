import type { RequestView } from '@guichet/shared/contracts/request-view';
import { breakable } from './breakable.tsx';
import { markWords, type MarkedWord } from './mark-words.ts';

/** What is recorded beside what is asked; words that differ are marked on both sides. */
export function ComparedTable({ rows }: { rows: RequestView['compared'] }) {
  return (
    <section className="request-part">
      <h2 id="compared">Demandé, comparé à ce qui est connu</h2>
      {/* Roles are written out: browsers forget that a table is one when its rows are drawn as sheets. */}
      <table className="compared" role="table" aria-labelledby="compared">
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell" />
            <th scope="col" role="columnheader">
              Aujourd’hui
            </th>
            <th scope="col" role="columnheader">
              Demandé
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <ComparedRow key={row.label} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ComparedRow({ row: { label, known, asked, changed } }: { row: RequestView['compared'][number] }) {
  const marked = changed && known !== null ? markWords(known, asked) : null;
  const same = !changed && known !== null;
  return (
    <tr role="row" className={same ? 'compared-same' : undefined}>
      <th scope="row" role="rowheader">
        {label}
      </th>
      <td role="cell">
        <span className="compared-side">{same ? 'Inchangé' : 'Aujourd’hui'} : </span>
        {marked ? (
          <Marked words={marked.before} />
        ) : known === null ? (
          <span className="muted">—</span>
        ) : (
          breakable(known)
        )}
      </td>
      <td role="cell" className="compared-asked">
        <span className="compared-side">Demandé : </span>
        {marked ? <Marked words={marked.after} /> : same ? 'inchangé' : breakable(asked)}
      </td>
    </tr>
  );
}

function Marked({ words }: { words: readonly MarkedWord[] }) {
  // Pieces of one text in their order: the position is the identity.
  return words.map(({ text, differs }, index) => (differs ? <mark key={index}>{text}</mark> : breakable(text)));
}
