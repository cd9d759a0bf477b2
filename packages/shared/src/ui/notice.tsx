import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { Icon, type IconShape } from './icon.tsx';

export type NoticeKind = 'info' | 'ok' | 'warn' | 'bad';

const shapes: Record<NoticeKind, IconShape> = { info: Info, ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert };

/** Colour and icon repeat what the text says; for those who do not see them, `bad` and `warn` say it in a word. */
const spoken: Record<NoticeKind, string> = { info: '', ok: '', warn: 'Attention : ', bad: 'Erreur : ' };

export type NoticeProps = {
  kind?: NoticeKind | undefined;
  title?: ReactNode;
  children?: ReactNode;
  icon?: IconShape | undefined;
  /** `status` for what appears while the page is open. */
  role?: 'status' | 'alert' | undefined;
  className?: string | undefined;
};

export function Notice({ kind = 'info', title, children, icon, role, className }: NoticeProps) {
  return (
    <div className={classNames('notice', `notice-${kind}`, className)} role={role}>
      <Icon of={icon ?? shapes[kind]} />
      <div className="notice-text">
        {spoken[kind] && <span className="visually-hidden">{spoken[kind]}</span>}
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
