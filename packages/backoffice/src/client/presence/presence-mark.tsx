import { sayDoing } from '@guichet/shared/domain/presence';
import { Icon } from '@guichet/shared/ui/icon';
import Eye from 'lucide-react/icons/eye';
import PencilLine from 'lucide-react/icons/pencil-line';
import { useOthers } from './use-presence.ts';

/** In the list: somebody else is on this request. */
export function PresenceMark({ requestId }: { requestId: string }) {
  return useOthers(requestId).map(({ staffId, name, doing }) => (
    <span key={staffId} className="presence-mark" title={sayDoing(name, doing)}>
      <Icon of={doing === 'reading' ? Eye : PencilLine} />
      <span className="visually-hidden">{sayDoing(name, doing)}</span>
    </span>
  ));
}
