import { Icon } from '@guichet/shared/ui/icon';
import { Link } from '@tanstack/react-router';
import ArrowLeft from 'lucide-react/icons/arrow-left';

export function BackToPairs() {
  return (
    <p>
      <Link to="/doublons" search={{}} className="btn btn-plain btn-small">
        <Icon of={ArrowLeft} />
        Doublons
      </Link>
    </p>
  );
}
