import { Icon } from '@guichet/shared/ui/icon';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import MailX from 'lucide-react/icons/mail-x';
import { tasksQuery } from '../queries.ts';

/** Mails that did not arrive stay on top of the list until somebody has dealt with them. */
export function TroubleStrip() {
  const { data } = useQuery(tasksQuery);
  const count = data?.tasks.filter(({ canRetry }) => canRetry).length ?? 0;
  if (count === 0) return null;
  return (
    <p className="trouble-strip">
      <Icon of={MailX} />
      <Link to="/taches">{count === 1 ? '1 mail n’est pas arrivé' : `${count} mails ne sont pas arrivés`}</Link>
    </p>
  );
}
