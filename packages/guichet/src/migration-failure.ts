import { OperatorError } from './operator-error.ts';

/**
 * What an operator can do about a migration that the database refused. All migrations of one version are one
 * transaction: what was there is as it was. Other errors are returned as they came.
 */
export function migrationFailure(error: unknown): unknown {
  const refusal = (error as { cause?: { code?: unknown; message?: unknown } }).cause;
  if (typeof refusal?.code !== 'string' || !/^[0-9A-Z]{5}$/.test(refusal.code)) return error;
  return new OperatorError(
    `The database could not be brought up to this version and was left as it was: ${refusal.message} (${refusal.code}). ` +
      'Start the version before this one, and report it.',
    { cause: error },
  );
}
