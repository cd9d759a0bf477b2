import { type ErrorCode, GuichetError, InvalidInputError, type Issue, isGuichetError } from '../errors/errors.ts';
import { isDatabaseUnavailable } from './database-unavailable.ts';

/** What any thrown value means to the outside: for people, for code, and for the logs. */
export type Problem = {
  status: number;
  code: ErrorCode;
  userMessage: string;
  issues: readonly Issue[];
  details: Readonly<Record<string, unknown>>;
  /** Nobody foresaw it: a developer must look. */
  unexpected: boolean;
};

export function problemOf(error: unknown): Problem {
  if (isGuichetError(error)) return ofGuichetError(error);
  const status = clientStatusOf(error);
  if (status !== undefined) return ofGuichetError(fromStatus(status), status);
  if (isDatabaseUnavailable(error)) return ofGuichetError(new GuichetError('unavailable', 'the database is away'));
  return { ...ofGuichetError(new GuichetError('internal', 'unexpected')), unexpected: true };
}

function ofGuichetError(error: GuichetError, status: number = error.status): Problem {
  return {
    status,
    code: error.code,
    userMessage: error.userMessage,
    issues: error instanceof InvalidInputError ? error.issues : [],
    details: error.details ?? {},
    unexpected: error.code === 'internal',
  };
}

/** body-parser, the router and the address guard say what the caller did wrong by a status of their own. */
function clientStatusOf(error: unknown): number | undefined {
  const status: unknown = error instanceof Error ? (error as Error & { status?: unknown }).status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function fromStatus(status: number): GuichetError {
  const message = `the request was refused with ${status}`;
  switch (status) {
    case 401:
      return new GuichetError('unauthenticated', message);
    case 403:
      return new GuichetError('forbidden', message);
    case 404:
      return new GuichetError('not-found', message);
    case 413:
      return new GuichetError('too-large', message);
    case 415:
      return new GuichetError('unsupported-media-type', message);
    default:
      return new GuichetError('invalid-input', message, {
        userMessage: 'Cet envoi ou cette adresse est mal écrit : nous ne pouvons pas le lire.',
      });
  }
}

const titles: Record<ErrorCode, string> = {
  'invalid-input': 'À corriger',
  unauthenticated: 'Connexion nécessaire',
  forbidden: 'Accès refusé',
  'confirm-identity': 'Identité à confirmer',
  'not-found': 'Page introuvable',
  conflict: 'Changé entre-temps',
  'stale-plan': 'Changé entre-temps',
  'too-large': 'Envoi trop volumineux',
  'too-many-requests': 'Trop d’essais',
  'unsupported-media-type': 'Format refusé',
  unavailable: 'Service indisponible',
  internal: 'Une erreur est survenue',
};

export function titleOf(code: ErrorCode): string {
  return titles[code];
}

/** The one JSON shape of errors, RFC 9457. `detail` is French and may be shown; `code` is for programs. */
export function toProblemJson(problem: Problem, requestId: string) {
  return {
    ...problem.details,
    type: `urn:guichet-po:problem:${problem.code}`,
    title: titleOf(problem.code),
    status: problem.status,
    detail: problem.userMessage,
    code: problem.code,
    requestId,
    ...(problem.issues.length > 0 ? { errors: problem.issues } : {}),
  };
}
