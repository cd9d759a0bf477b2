import type { PresentView } from '@guichet/shared/contracts/presence';
import type { Doing } from '@guichet/shared/domain/presence';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { pace } from '../live/live-state.ts';
import { presenceQuery, sessionQuery } from '../queries.ts';
import { enterRequest, startWriting } from './tab-presence.ts';

/** Tells the others that this request is before us, as long as the page shows it. */
export function useEnterRequest(requestId: string): void {
  useEffect(() => enterRequest(requestId), [requestId]);
}

/** Tells the others what we write, as long as this stands on the screen. */
export function useWriting(doing: Doing | null): void {
  useEffect(() => (doing === null ? undefined : startWriting(doing)), [doing]);
}

/** Keeps the places of others fresh, once for the whole screen: the line tells of them, while it is up. */
export function usePresenceRefresh(): void {
  useQuery({ ...presenceQuery, refetchInterval: () => pace(5_000, 30_000) });
}

/** Who else has that request before them. */
export function useOthers(requestId: string): PresentView[] {
  const { data: session } = useQuery(sessionQuery);
  const { data } = useQuery(presenceQuery);
  return (data?.present ?? []).filter((each) => each.requestId === requestId && each.staffId !== session?.staff.id);
}
