import { sayDoing } from '@guichet/shared/domain/presence';
import { Icon } from '@guichet/shared/ui/icon';
import Eye from 'lucide-react/icons/eye';
import PencilLine from 'lucide-react/icons/pencil-line';
import { useOthers } from './use-presence.ts';

/** Who else is on this request, above it. The place is always there for screen readers, who are told of changes alone. */
export function PresenceNotice({ requestId }: { requestId: string }) {
  const others = useOthers(requestId);
  return (
    <div className="presence" role="status" aria-label="Qui d’autre est ici">
      {others.map(({ staffId, name, doing }) => (
        <p key={staffId} className={doing === 'reading' ? 'presence-one' : 'presence-one presence-writes'}>
          <Icon of={doing === 'reading' ? Eye : PencilLine} />
          <span>{sayDoing(name, doing)}</span>
        </p>
      ))}
    </div>
  );
}
