import { MAILING_FILES } from '@guichet/shared/domain/mailings/mailing-files';
import { MAILING_KINDS } from '@guichet/shared/domain/mailings/mailing-kinds';
import { MailingBody, type MailingLook } from '@guichet/shared/mail/mailings/mailing-body';
import type { MailingVariable } from '@guichet/shared/contracts/mailing-body';
import type { MemberMailingText } from '../../../reads/member-mailings.ts';
import { sayWhy } from './mailing-list.tsx';

const LOOK: MailingLook = { table: { className: 'letter-table' }, img: { className: 'letter-image' } };

/** A mailing as its reader's own mail says it: the same document, drawn as a page. */
export function MailingText({
  mailing,
  values,
}: {
  mailing: MemberMailingText;
  values: Record<MailingVariable, string>;
}) {
  const attached = mailing.files.filter((file) => file.attached);
  const shown = new Set(mailing.files.map(({ id }) => id));
  const address = (fileId: string) => `/courriers/${mailing.id}/fichiers/${fileId}`;
  return (
    <>
      <div className="letter-body">
        <MailingBody
          body={mailing.body}
          values={values}
          look={LOOK}
          imageSource={(fileId) => (shown.has(fileId) ? address(fileId) : null)}
        />
      </div>
      {attached.length > 0 && (
        <section aria-labelledby="pieces">
          <h2 id="pieces">Pièces jointes</h2>
          <ul>
            {attached.map(({ id, name, kind, bytes }) => (
              <li key={id} className="file-facts">
                <a href={address(id)}>{name}</a>{' '}
                <span className="muted">
                  ({MAILING_FILES[kind].label}, {sayBytes(bytes)})
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="muted letter-why">
        {MAILING_KINDS[mailing.kind].label}. {sayWhy(mailing)}{' '}
        <a href="/courriers/preferences">Choisir ce que je reçois</a>
      </p>
    </>
  );
}

function sayBytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1_000))}\u00a0ko`
    : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')}\u00a0Mo`;
}
