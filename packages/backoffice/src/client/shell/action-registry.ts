import { ACTION_IDS, type ActionId } from './action-catalogue.ts';

export type Handlers = Partial<Record<ActionId, () => void>>;

/**
 * What can be done on the screen at this moment. Where two parts of the screen offer the same act, the one that came
 * last does it: a window over the page, the fate of the last decision over the request that is read.
 */
export type ActionRegistry = {
  offer(owner: object, handlers: Handlers): void;
  withdraw(owner: object): void;
  /** The act, when something on the screen can do it. */
  find(id: ActionId): (() => void) | undefined;
  offered(): ActionId[];
};

export function createActionRegistry(): ActionRegistry {
  const offers = new Map<object, Handlers>();
  const find = (id: ActionId) =>
    [...offers.values()]
      .reverse()
      .map((handlers) => handlers[id])
      .find((act) => act !== undefined);
  return {
    offer: (owner, handlers) => void offers.set(owner, handlers),
    withdraw: (owner) => void offers.delete(owner),
    find,
    offered: () => ACTION_IDS.filter((id) => find(id) !== undefined),
  };
}
