import type { ReactNode } from 'react';
import { Icon, type IconShape } from './icon.tsx';

export type TagKind = 'plain' | 'accent' | 'ok' | 'warn' | 'bad';

/** A word or two about the state or kind of a thing. */
export function Tag({ kind = 'plain', icon, children }: { kind?: TagKind; icon?: IconShape; children: ReactNode }) {
  return (
    <span className={`tag tag-${kind}`}>
      {icon && <Icon of={icon} />}
      {children}
    </span>
  );
}
