import type { ReactNode } from 'react';

/** What is seldom done with a request: folded, in plain buttons. */
export function MoreActs({ children }: { children: ReactNode }) {
  return (
    <details className="more-acts">
      <summary>Autres actes</summary>
      <div className="more-acts-list">{children}</div>
    </details>
  );
}
