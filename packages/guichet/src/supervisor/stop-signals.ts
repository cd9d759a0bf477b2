/** Tells `onStop` why to stop, once, and `onForce` when somebody insists. Returns how to stop listening. */
export function listenForStop(onStop: (reason: string) => void, onForce: () => void): () => void {
  let asked = false;
  const heard = new Map<NodeJS.Signals, () => void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const listener = (): void => {
      if (asked && signal !== 'SIGHUP') return onForce();
      asked = true;
      onStop(signal);
    };
    heard.set(signal, listener);
    process.on(signal, listener);
  }
  return () => {
    for (const [signal, listener] of heard) process.off(signal, listener);
  };
}
