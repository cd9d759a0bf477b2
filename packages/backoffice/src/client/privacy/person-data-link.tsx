import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sessionQuery } from '../queries.ts';

/** Leads to what a person may ask by law. For those who may act on it. */
export function PersonDataLink({ personId, name }: { personId: string; name: string }) {
  const { data: session } = useQuery(sessionQuery);
  if (!session || session.staff.role === 'reader') return null;
  return (
    <Link to="/personnes/$personId/donnees" params={{ personId }}>
      Ses données (accès, effacement)
      <span className="visually-hidden"> : {name}</span>
    </Link>
  );
}
