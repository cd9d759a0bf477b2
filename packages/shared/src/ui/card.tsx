import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';

export type CardProps = {
  title?: ReactNode;
  /** 2 under the page's title. */
  level?: 2 | 3 | undefined;
  /** Above the title. */
  tags?: ReactNode;
  /** Links and buttons, below. */
  actions?: ReactNode;
  children?: ReactNode;
  className?: string | undefined;
};

export function Card({ title, level = 2, tags, actions, children, className }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article className={classNames('card', className)}>
      {tags && <div className="card-tags">{tags}</div>}
      {title && <Heading>{title}</Heading>}
      {children}
      {actions && <div className="card-actions">{actions}</div>}
    </article>
  );
}
