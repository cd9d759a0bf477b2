import { type PersonMail, previewPersonMail } from '@guichet/shared/contracts/persons';
import { ERASED } from '@guichet/shared/domain/erased';
import { Button } from '@guichet/shared/ui/button';
import { Tag } from '@guichet/shared/ui/tag';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { sayMoment } from '../text/moments.ts';
import { MailPreview } from '../request/mail-preview.tsx';

/** What was sent to that person, and what became of it. */
export function MailList({ personId, mails }: { personId: string; mails: readonly PersonMail[] }) {
  if (mails.length === 0) return <p className="muted">Aucun mail.</p>;
  return (
    <ul className="person-mails">
      {mails.map((mail) => (
        <MailLine key={mail.id} personId={personId} mail={mail} />
      ))}
    </ul>
  );
}

function MailLine({ personId, mail }: { personId: string; mail: PersonMail }) {
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['person', personId, 'mail', mail.id],
    queryFn: ({ signal }) => call(previewPersonMail, { params: { id: personId }, query: { mail: mail.id } }, signal),
    enabled: open,
  });
  return (
    <li className="person-mail">
      <p>
        <span className="member-po">{mail.kind}</span> {mail.trouble && <Tag kind="bad">non remis</Tag>}
      </p>
      <p className="small">
        {sayMoment(mail.at)}, {mail.to === ERASED ? 'adresse effacée' : `à ${mail.to}`} : {mail.fate}
      </p>
      {mail.words && <p className="small">Réponse du serveur : {mail.words}</p>}
      {mail.shown && (
        <Button type="button" kind="plain" small aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Cacher le mail' : 'Lire le mail'}
          <span className="visually-hidden">
            {' '}
            : {mail.kind}, {sayMoment(mail.at)}
          </span>
        </Button>
      )}
      {!mail.shown && mail.requestId && (
        <Link
          className="small"
          to="/demandes/$requestId"
          params={{ requestId: mail.requestId }}
          search={{ etat: 'toutes' }}
        >
          Voir la demande<span className="visually-hidden"> : {mail.kind}</span>
        </Link>
      )}
      {open && error && (
        <p className="field-error" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      {open && data && <MailPreview mail={data} />}
    </li>
  );
}
