import { isCollision } from './failure.ts';

const TURNS = 3;

/** Tries at once again what collided with another transaction. @throws what the last turn threw */
export async function retryCollisions<T>(work: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await work();
    } catch (error) {
      if (turn === TURNS || !isCollision(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30 * turn));
    }
  }
}
