import type { JournalEntry, JournalPlace } from '@guichet/shared/contracts/journal';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { sayMoment } from '../../text/moments.ts';

/** Entries of the journal: the act, who did it and when, what it is about, and what it changed. */
export function JournalList({ entries }: { entries: readonly JournalEntry[] }) {
  return (
    <ol className="journal" id="journal">
      {entries.map((entry) => (
        <li key={entry.id} data-row tabIndex={-1}>
          <h2>
            {entry.action}
            <span className="journal-number muted small"> n° {entry.id}</span>
          </h2>
          <p>
            {entry.actor.name}, <time dateTime={entry.at}>{sayMoment(entry.at)}</time>
          </p>
          <p>
            <Subject entry={entry} />
            {entry.request && (
              <>
                {' · '}
                <Link to="/demandes/$requestId" params={{ requestId: entry.request.id }} search={{}}>
                  par la demande {entry.request.reference}
                </Link>
              </>
            )}
          </p>
          {entry.erased && <p className="muted">Les valeurs ont été effacées, comme le veut la conservation.</p>}
          {entry.changes.length > 0 && <Changes changes={entry.changes} />}
        </li>
      ))}
    </ol>
  );
}

function Subject({ entry: { subject } }: { entry: JournalEntry }) {
  if (subject.name === null) return <>{subject.type}</>;
  return (
    <>
      {subject.type} : <Place place={subject.place}>{subject.name}</Place>
    </>
  );
}

function Place({ place, children }: { place: JournalPlace | null; children: ReactNode }) {
  switch (place?.kind) {
    case 'request':
      return (
        <Link to="/demandes/$requestId" params={{ requestId: place.id }} search={{}}>
          {children}
        </Link>
      );
    case 'po':
      return (
        <Link to="/po/$poId" params={{ poId: place.id }} search={{}}>
          {children}
        </Link>
      );
    case 'person':
      return (
        <Link to="/personnes/$personId" params={{ personId: place.id }}>
          {children}
        </Link>
      );
    case 'import':
      return (
        <Link to="/importations/$importId" params={{ importId: place.id }}>
          {children}
        </Link>
      );
    case 'run':
      return (
        <Link to="/lots/$runId" params={{ runId: place.id }}>
          {children}
        </Link>
      );
    case 'team':
      return <Link to="/administration/equipe">{children}</Link>;
    case 'templates':
      return <Link to="/modeles">{children}</Link>;
    case 'resources':
      return <Link to="/administration/ressources">{children}</Link>;
    case 'platforms':
      return <Link to="/administration/plateformes">{children}</Link>;
    case 'mailing':
      return (
        <Link to="/courriers/$mailingId" params={{ mailingId: place.id }}>
          {children}
        </Link>
      );
    case 'mailing-templates':
      return <Link to="/courriers/modeles">{children}</Link>;
    case 'audiences':
      return <Link to="/audiences">{children}</Link>;
    case 'retention':
      return <Link to="/administration/conservation">{children}</Link>;
    default:
      return <>{children}</>;
  }
}

function Changes({ changes }: { changes: JournalEntry['changes'] }) {
  return (
    <dl className="journal-changes">
      {changes.map(({ label, before, after }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of one entry never changes, and two fields may bear one label
        <div key={index}>
          <dt>{label}</dt>
          <dd>
            {before !== '—' && (
              <>
                <span className="visually-hidden">avant : </span>
                <del>{before}</del> <span aria-hidden="true">→</span> <span className="visually-hidden">après : </span>
              </>
            )}
            {after}
          </dd>
        </div>
      ))}
    </dl>
  );
}
