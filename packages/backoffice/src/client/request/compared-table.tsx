import type { RequestView } from '@guichet/shared/contracts/request-view';
import { Button } from '@guichet/shared/ui/button';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { breakable } from './breakable.tsx';
import { markWords, type MarkedWord } from './mark-words.ts';

type Row = RequestView['compared'][number];
type Taken = Row['takes'][number];

type Acts = {
  pencil: (field: string, label: string) => ReactNode;
  /** Takes a recorded value instead of what is asked; null when nothing may be changed. */
  take: ((field: string, value: Taken, label: string) => void) | null;
};

type Props = Acts & { rows: RequestView['compared'] };

const TAKE_WORDS: Record<Taken, string> = {
  now: 'Garder celle d’aujourd’hui',
  submitted: 'Reprendre celle de l’envoi',
};

/** What is recorded beside what is asked; words that differ are marked on both sides. Where the record changed since
 * the request was sent, what it was then stands there too. */
export function ComparedTable({ rows, ...acts }: Props) {
  const moved = rows.some(({ atSubmission }) => atSubmission !== null);
  return (
    <section className="request-part">
      <h2 id="compared">Demandé, comparé à ce qui est connu</h2>
      {moved && <p className="hint">Ce qui est connu a changé depuis l’envoi : choisissez, champ par champ.</p>}
      {/* Roles are written out: browsers forget that a table is one when its rows are drawn as sheets. */}
      <table className={moved ? 'compared compared-moved' : 'compared'} role="table" aria-labelledby="compared">
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell" />
            {moved && (
              <th scope="col" role="columnheader">
                À l’envoi
              </th>
            )}
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
            <ComparedRow key={`${row.field} ${row.label}`} row={row} moved={moved} {...acts} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ComparedRow({ row, moved, pencil, take }: Acts & { row: Row; moved: boolean }) {
  const { field, label, known, asked, changed, atSubmission, takes } = row;
  const marked = changed && known !== null ? markWords(known, asked) : null;
  const same = !changed && known !== null;
  return (
    <tr role="row" className={same && !atSubmission ? 'compared-same' : undefined}>
      <th scope="row" role="rowheader">
        {label}
      </th>
      {moved && <Before row={row} />}
      <td role="cell">
        <span className="compared-side">{same ? 'Inchangé' : 'Aujourd’hui'} : </span>
        {marked ? <Marked words={marked.before} /> : <Known text={known} />}
        {atSubmission?.origin && <Origin of={atSubmission.origin} />}
      </td>
      <td role="cell" className="compared-asked">
        <span className="compared-side">Demandé : </span>
        {marked ? <Marked words={marked.after} /> : same ? 'inchangé' : breakable(asked)} {pencil(field, label)}
        {take &&
          takes.map((value) => (
            <Button key={value} type="button" kind="quiet" small onClick={() => take(field, value, label)}>
              {TAKE_WORDS[value]}
              <span className="visually-hidden"> : {label}</span>
            </Button>
          ))}
      </td>
    </tr>
  );
}

function Before({ row: { atSubmission, known } }: { row: Row }) {
  return (
    <td role="cell" className={atSubmission ? 'compared-before' : 'compared-before compared-unmoved'}>
      <span className="compared-side">À l’envoi : </span>
      {atSubmission ? <Known text={atSubmission.text} /> : <Known text={known} />}
    </td>
  );
}

function Known({ text }: { text: string | null }) {
  return text === null ? <span className="muted">—</span> : breakable(text);
}

/** Which request, import or edit made it so. */
export function Origin({ of }: { of: { text: string; requestId: string | null } }) {
  return (
    <span className="compared-origin">
      {' '}
      {of.requestId ? (
        <Link to="/demandes/$requestId" params={{ requestId: of.requestId }} search={{ etat: 'toutes' }}>
          {of.text}
        </Link>
      ) : (
        of.text
      )}
    </span>
  );
}

function Marked({ words }: { words: readonly MarkedWord[] }) {
  // Pieces of one text in their order: the position is the identity.
  return words.map(({ text, differs }, index) => (differs ? <mark key={index}>{text}</mark> : breakable(text)));
}
