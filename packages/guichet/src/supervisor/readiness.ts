import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** Resolves once the address answers 200; false when `stopped` says so or the time is over. */
export async function becomesReady(url: string, withinMs: number, stopped: () => boolean): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!stopped() && Date.now() < deadline) {
    if ((await statusOf(url)) === 200) return true;
    await wait(100);
  }
  return false;
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 2000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}
