import { createContext, type ReactNode, useContext, useLayoutEffect, useRef, useState } from 'react';
import { type ActionRegistry, createActionRegistry, type Handlers } from './action-registry.ts';
import { useKeyboard } from './use-keyboard.ts';

const Registry = createContext<ActionRegistry>(createActionRegistry());

/** Makes the acts of everything inside known to the keyboard, the palette and the help. */
export function ActionsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createActionRegistry);
  useKeyboard(registry);
  return <Registry value={registry}>{children}</Registry>;
}

export function useActionRegistry(): ActionRegistry {
  return useContext(Registry);
}

/**
 * Says what this part of the screen can do: `useActions({ approve: () => ..., reject: () => ... })`. An act that is not
 * possible now is left out, or all of them with `enabled` false: its key is then silent and the palette does not name it.
 */
export function useActions(handlers: Handlers, enabled = true): void {
  const registry = useActionRegistry();
  const owner = useRef({});
  const latest = useRef(handlers);
  latest.current = handlers;
  const names = Object.keys(handlers).join(' ');
  // With the paint, not after it: who is quick presses the key as soon as the request is there.
  useLayoutEffect(() => {
    const self = owner.current;
    if (!enabled) return;
    const stable = Object.fromEntries(
      names.split(' ').map((id) => [id, () => latest.current[id as keyof Handlers]?.()]),
    ) as Handlers;
    registry.offer(self, stable);
    return () => registry.withdraw(self);
  }, [registry, names, enabled]);
}
