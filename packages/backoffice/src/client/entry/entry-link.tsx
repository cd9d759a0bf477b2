import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sessionQuery } from '../queries.ts';

/** To where a request that came by telephone or letter is entered; readers are not offered it. */
export function EntryLink() {
  const { data: session } = useQuery(sessionQuery);
  if (!session || session.staff.role === 'reader') return null;
  return (
    <Link to="/saisie" search={{}} className="queue-entry-link">
      Saisir une demande
    </Link>
  );
}
