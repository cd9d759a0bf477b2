import type { ReactNode } from 'react';
import { Icon, type IconShape } from './icon.tsx';

/** Where a list would be: says why there is nothing, and what one can do. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: IconShape | undefined;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      {icon && <Icon of={icon} />}
      <p className="empty-title">{title}</p>
      {children}
      {action}
    </div>
  );
}
