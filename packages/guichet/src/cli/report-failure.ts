import { InvalidInputError, isGuichetError } from '@guichet/shared/errors/errors';
import { OperatorError } from '../operator-error.ts';

/** Says in a sentence why a command failed; a stack only for what nobody foresaw. */
export function failureText(error: unknown): string {
  if (error instanceof InvalidInputError && error.issues.length > 0) {
    return error.issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('\n');
  }
  if (error instanceof OperatorError || isGuichetError(error)) return error.message;
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'CONNECT_TIMEOUT') {
    return 'The database of DATABASE_URL does not answer: check that it runs and that the address is right.';
  }
  if (code === '28P01' || code === '28000') return 'The database refuses the user or the password of DATABASE_URL.';
  if (code === '3D000') return 'The database named in DATABASE_URL does not exist.';
  if (code === '42P01') return 'The database has not been migrated: run "npx pnpm guichet migrate" first.';
  return error instanceof Error ? (error.stack ?? message ?? String(error)) : String(error);
}
