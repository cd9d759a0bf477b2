import { BrandMark } from '@guichet/shared/ui/brand-mark';
import { type ReactNode, useEffect } from 'react';

/** The frame of every page in front of the office. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Guichet PO`;
  }, [title]);
  return (
    <main className="sign-in" id="contenu">
      <p className="sign-in-brand">
        <BrandMark /> Guichet PO
      </p>
      {children}
    </main>
  );
}
