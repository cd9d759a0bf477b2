import { isDatabaseUnavailable } from '../http/database-unavailable.ts';

/** Attempts at a row that fails by an error of ours, before people are asked: about 17 minutes. */
export const MAX_ATTEMPTS = 12;

/**
 * Why a handler threw, in one word that may stand in the queue and in the logs.
 * - passing: a server is away or two transactions collided; tried again without counting.
 * - unknown: anything else; counted.
 */
export type Failure = { kind: 'passing' | 'unknown'; code: string };

/** Serialization failure, deadlock, lock not available. */
const collisions = new Set(['40001', '40P01', '55P03']);
/** Two that invite people with one address at the same moment: who comes second looks again, and has the person wait. */
const SAME_ADDRESS = 'member_account_email';

export function classifyFailure(error: unknown): Failure {
  const code = codeOf(error) ?? 'error';
  const passing = isDatabaseUnavailable(error) || isCollision(error);
  return { kind: passing ? 'passing' : 'unknown', code };
}

/** Whether trying again at once is likely to work. */
export function isCollision(error: unknown): boolean {
  return collisions.has(codeOf(error) ?? '') || constraintOf(error) === SAME_ADDRESS;
}

function constraintOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  const name: unknown = (error as Error & { constraint_name?: unknown }).constraint_name;
  return typeof name === 'string' ? name : constraintOf(error.cause, depth + 1);
}

/** Seconds to wait after the nth failure. */
export function failureDelay(attempts: number): number {
  return Math.min(2 ** Math.max(attempts - 1, 0), 300);
}

/** The deepest code: drivers and mappers wrap what the database said. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  const inner = codeOf(error.cause, depth + 1);
  if (inner !== undefined) return inner;
  const code: unknown = (error as Error & { code?: unknown }).code;
  if (typeof code === 'string' && /^[\w.-]{1,60}$/.test(code)) return code;
  return depth === 0 && /^[\w.-]{1,60}$/.test(error.name) ? error.name : undefined;
}
