import type { EventView, RequestView } from '@guichet/shared/contracts/request-view';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useState } from 'react';
import { sessionQuery } from '../queries.ts';

export type Meanwhile = {
  /** What others did to the request since it was opened. */
  events: EventView[];
  /** The plan is not the one that was read: approving waits until it has been read again. */
  planChanged: boolean;
  /** Texts of the effects that were not there when it was read. */
  addedEffects: ReadonlySet<string>;
  acceptPlan: () => void;
  dismissEvents: () => void;
  /** What we change ourselves is no news to us: said before an act, and taken back when it was refused. */
  expectChange: (expecting: boolean) => void;
};

/** For what stands deep in the page and changes the request. */
export const MeanwhileActs = createContext<Pick<Meanwhile, 'expectChange'>>({ expectChange: () => {} });

export function useMeanwhileActs(): Pick<Meanwhile, 'expectChange'> {
  return useContext(MeanwhileActs);
}

type Read = { hash: string | null; version: number; texts: string[]; lastEvent: number };

/**
 * The page refreshes itself while somebody reads it. What they have read is kept here, so that nothing new is ever
 * approved unseen, and a colleague's move is told rather than merely shown.
 */
export function useMeanwhile(view: RequestView): Meanwhile {
  const { data: session } = useQuery(sessionQuery);
  const [read, setRead] = useState<Read>(() => readOf(view));
  const [expecting, setExpecting] = useState(false);
  const me = session?.staff.id;
  if (expecting && view.standing.version !== read.version) {
    setRead(readOf(view));
    setExpecting(false);
  }
  const planChanged = view.shownHash !== null && read.hash !== null && view.shownHash !== read.hash && !expecting;
  const before = new Set(read.texts);
  return {
    events: expecting ? [] : view.history.filter((event) => event.id > read.lastEvent && isNews(event, me)),
    planChanged,
    addedEffects: new Set(planChanged ? view.effects.map(({ text }) => text).filter((text) => !before.has(text)) : []),
    acceptPlan: () => setRead(readOf(view)),
    dismissEvents: () => setRead({ ...read, lastEvent: lastEvent(view) }),
    expectChange: setExpecting,
  };
}

/** Somebody else's move; what the worker did is told by the state itself. */
function isNews({ actorId, actorKind }: EventView, me: string | undefined): boolean {
  return actorKind !== 'system' && (actorId === null || actorId !== me);
}

function readOf(view: RequestView): Read {
  return {
    hash: view.shownHash,
    version: view.standing.version,
    texts: view.effects.map(({ text }) => text),
    lastEvent: lastEvent(view),
  };
}

function lastEvent({ history }: RequestView): number {
  return history.at(-1)?.id ?? 0;
}
