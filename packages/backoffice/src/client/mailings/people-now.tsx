import type { MailingCheck } from '@guichet/shared/contracts/mailing-sending';
import { Link } from '@tanstack/react-router';

/** How many get it as things are now, and why others do not. */
export function PeopleNow({ mailingId, people }: { mailingId: string; people: NonNullable<MailingCheck['people']> }) {
  const { written, noAddress, suppressed, leftList } = people;
  const obstacles = [
    [noAddress, 'sans adresse mail connue'],
    [suppressed, 'dont l’adresse est bloquée'],
    [leftList, `${leftList > 1 ? 'désinscrites' : 'désinscrite'} de ce genre de courrier`],
  ] as const;
  const kept = obstacles.filter(([count]) => count > 0);
  return (
    <div className="mailing-people">
      <p>
        <strong>
          {written} {written > 1 ? 'personnes reçoivent' : 'personne reçoit'}
        </strong>{' '}
        ce courrier, une fois chacune, si rien ne change d’ici à l’envoi.{' '}
        <Link to="/courriers/$mailingId" params={{ mailingId }} search={{ etape: 'destinataires' }}>
          Qui, et pourquoi
        </Link>
      </p>
      {kept.length > 0 && (
        <ul>
          {kept.map(([count, words]) => (
            <li key={words}>
              {count} {words}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
