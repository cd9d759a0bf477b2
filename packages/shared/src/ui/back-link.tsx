import ChevronLeft from 'lucide-react/icons/chevron-left';
import { Icon } from './icon.tsx';

export function BackLink({ href, label = 'Retour' }: { href: string; label?: string | undefined }) {
  return (
    <p className="back-link">
      <a href={href}>
        <Icon of={ChevronLeft} />
        {label}
      </a>
    </p>
  );
}
