import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { sessionQuery } from '../queries.ts';
import { AdministrationNav } from './administration-nav.tsx';

/** A room of the administration: its title, and what only administrators see. */
export function AdministratorsOnly({ title, children }: { title: string; children: ReactNode }) {
  const { data: session } = useQuery(sessionQuery);
  useEffect(() => {
    document.title = `${title} · Guichet PO`;
  }, [title]);
  const mayAdminister = session?.staff.role === 'administrator';
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      {mayAdminister && <AdministrationNav />}
      <h1>{title}</h1>
      {mayAdminister ? children : <p>Cette page est réservée à l’administration du guichet.</p>}
    </main>
  );
}
