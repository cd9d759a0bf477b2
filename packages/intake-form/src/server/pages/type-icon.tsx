import type { RequestForm } from '@guichet/shared/request-types/request-type';
import { Icon, type IconShape } from '@guichet/shared/ui/icon';
import Building from 'lucide-react/icons/building';
import UserMinus from 'lucide-react/icons/user-minus';
import UserPen from 'lucide-react/icons/user-pen';
import UserPlus from 'lucide-react/icons/user-plus';

const shapes: Record<RequestForm<unknown>['icon'], IconShape> = {
  'user-plus': UserPlus,
  'user-minus': UserMinus,
  'user-pen': UserPen,
  building: Building,
};

export function TypeIcon({ icon }: { icon: RequestForm<unknown>['icon'] }) {
  return <Icon of={shapes[icon]} />;
}
