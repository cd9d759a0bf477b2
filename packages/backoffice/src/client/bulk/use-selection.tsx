import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { sessionQuery } from '../queries.ts';
import { useQueue } from '../queue/use-queue.tsx';
import { createSelection, type Selection, type Ticked } from './selection.ts';

const Ticks = createContext<Selection>(createSelection());

/** Keeps the ticks while a request is read; another filter begins anew. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const { filters } = useQueue();
  const [selection] = useState(createSelection);
  const asked = JSON.stringify(filters);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for is what the ticks are about
  useEffect(() => selection.clear(), [selection, asked]);
  return <Ticks value={selection}>{children}</Ticks>;
}

export function useSelection(): Selection {
  return useContext(Ticks);
}

export function useTicked(): Ticked {
  const selection = useSelection();
  return useSyncExternalStore(selection.subscribe, selection.get);
}

export function useIsTicked(id: string): boolean {
  const selection = useSelection();
  return useSyncExternalStore(selection.subscribe, () => selection.holds(id));
}

/** Readers look; they tick nothing. */
export function useMayDecide(): boolean {
  const { data: session } = useQuery(sessionQuery);
  return session !== undefined && session.staff.role !== 'reader';
}
