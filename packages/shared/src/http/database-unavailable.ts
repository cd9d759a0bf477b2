import { types } from 'node:util';

const { isNativeError } = types;

/** SQLSTATE classes 08 (connection), 57P (shut down, starting) and 53300 (too many connections). */
const awayStates = /^(08\w{3}|57P0\d|53300)$/;
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
]);

/** Whether the error, or what caused it, is a server that is away for the moment and not a mistake of ours. */
export function isDatabaseUnavailable(error: unknown, depth = 0): boolean {
  // Not `instanceof`: node's own network errors are of another realm where tests run.
  if (!isNativeError(error) || depth > 4) return false;
  const code: unknown = (error as Error & { code?: unknown }).code;
  if (typeof code === 'string' && (awayCodes.has(code) || awayStates.test(code))) return true;
  const tried: unknown = (error as Error & { errors?: unknown }).errors;
  if (Array.isArray(tried)) return tried.some((inner) => isDatabaseUnavailable(inner, depth + 1));
  return isDatabaseUnavailable(error.cause, depth + 1);
}
