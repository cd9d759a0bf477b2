import type { ReactNode } from 'react';

/** The one h1 of a page. The caption says where one is; it belongs to the title, so it is read with it. */
export function PageTitle({ caption, children }: { caption?: ReactNode; children: ReactNode }) {
  return (
    <h1 className="page-title">
      {caption && <span className="page-caption">{caption} </span>}
      {children}
    </h1>
  );
}
