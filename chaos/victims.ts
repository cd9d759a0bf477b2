import type { Victim } from './workload.ts';

/** Keeps so many workers running, as a supervisor does, while one of them is killed from time to time. */
export function startVictims(count: number, startWorker: () => Promise<Victim>) {
  const running: Victim[] = [];
  let closed = false;
  let next = 0;
  let said = '';

  const occupy = async (slot: number): Promise<void> => {
    const victim = await startWorker();
    running[slot] = victim;
    void victim.gone.then(async () => {
      said = (said + victim.output()).slice(-20_000);
      if (closed) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
      if (!closed) await occupy(slot);
    });
  };
  return {
    async start() {
      for (let slot = 0; slot < count; slot += 1) await occupy(slot);
    },
    /** Kills the workers in turn. */
    async killOne() {
      next = (next + 1) % count;
      await running[next]?.end('SIGKILL');
    },
    output: () => said + running.map((victim) => victim.output()).join('\n'),
    async close() {
      closed = true;
      await Promise.all(running.map((victim) => victim.end('SIGKILL')));
    },
  };
}
