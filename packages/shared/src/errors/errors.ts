/** Every error that the product itself raises. One closed list of codes; one status for each. */
const statuses = {
  'invalid-input': 422,
  unauthenticated: 401,
  forbidden: 403,
  // The session stands, and the act asks for a proof of who is there that is not long ago.
  'confirm-identity': 403,
  'not-found': 404,
  conflict: 409,
  'stale-plan': 409,
  'too-large': 413,
  'too-many-requests': 429,
  'unsupported-media-type': 415,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof statuses;

export const errorCodes = Object.keys(statuses) as ErrorCode[];

/** The HTTP status that says the same thing as the code. */
export function statusOf(code: ErrorCode): (typeof statuses)[ErrorCode] {
  return statuses[code];
}

/** What a person reads when the place that threw had nothing better to say. */
const defaultUserMessages: Record<ErrorCode, string> = {
  'invalid-input': 'Certaines réponses sont à corriger.',
  unauthenticated: 'Connectez-vous pour continuer.',
  forbidden: 'Vous n’avez pas accès à cette page.',
  'confirm-identity': 'Confirmez d’abord que c’est bien vous.',
  'not-found': 'Cette page n’existe pas, ou plus.',
  conflict: 'Quelqu’un a changé cela entre-temps. Rechargez la page pour voir où en sont les choses.',
  'stale-plan': 'Les données ont changé depuis l’affichage. Relisez ce qui va se passer avant de décider.',
  'too-large': 'L’envoi est trop volumineux.',
  'too-many-requests': 'Trop d’essais en peu de temps. Réessayez un peu plus tard.',
  'unsupported-media-type': 'Ce format d’envoi n’est pas accepté.',
  unavailable: 'Le service est momentanément indisponible. Réessayez dans quelques minutes.',
  internal: 'Une erreur est survenue de notre côté. Réessayez dans quelques minutes.',
};

export type ErrorDetails = Readonly<Record<string, unknown>>;

export type GuichetErrorOptions = {
  /** French, for the person. Defaults to the sentence of the code. */
  userMessage?: string | undefined;
  /** Extra members of the problem+json answer: no personal data. */
  details?: ErrorDetails | undefined;
  cause?: unknown;
};

/**
 * Base of all expected failures. `message` is English and for developers: what failed, which value, what to do.
 * It may reach the logs, so it never carries personal data. `userMessage` is French and may be shown.
 */
export class GuichetError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, options: GuichetErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.userMessage = options.userMessage ?? defaultUserMessages[code];
    this.details = options.details;
  }

  get status(): number {
    return statusOf(this.code);
  }
}

/** One mistake in what was sent. `path` is the field's dotted name ("changes.0.email"); `message` is French. */
export type Issue = { path: string; message: string };

export class InvalidInputError extends GuichetError {
  readonly issues: readonly Issue[];

  constructor(message: string, issues: readonly Issue[] = [], options: GuichetErrorOptions = {}) {
    super('invalid-input', message, options);
    this.issues = issues;
  }
}

export class ConflictError extends GuichetError {
  constructor(message: string, options: GuichetErrorOptions = {}) {
    super('conflict', message, options);
  }
}

export class NotFoundError extends GuichetError {
  constructor(message: string, options: GuichetErrorOptions = {}) {
    super('not-found', message, options);
  }
}

export class ForbiddenError extends GuichetError {
  constructor(message: string, options: GuichetErrorOptions = {}) {
    super('forbidden', message, options);
  }
}

/** The plan on the screen is not the plan any more: the new one must be read before deciding. */
export class StalePlanError extends GuichetError {
  constructor(message: string, options: GuichetErrorOptions = {}) {
    super('stale-plan', message, options);
  }
}

export function isGuichetError(value: unknown): value is GuichetError {
  return value instanceof GuichetError;
}
