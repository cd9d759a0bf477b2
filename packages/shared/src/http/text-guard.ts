import type { Request, RequestHandler } from 'express';
import { InvalidInputError } from '../errors/errors.ts';
import { isRefusedName, maxDepth } from './form-fields.ts';

const unreadable =
  'Un caractère invisible ou illisible se trouve dans votre texte. Effacez l’endroit où vous l’avez collé et réécrivez-le.';

const unstorable = /[\0\p{Surrogate}]/u;

/** PostgreSQL refuses NUL, and stores a lone surrogate as something else without a word: both stop at the edge. */
export function isStorableText(text: string): boolean {
  return !unstorable.test(text);
}

/** Refuses an address with a malformed or unstorable part, before any route reads it. */
export function guardAddress(): RequestHandler {
  return (req, _res, next) => {
    next(addressProblem(req.originalUrl));
  };
}

function addressProblem(address: string): Error | undefined {
  try {
    if (isStorableText(decodeURIComponent(address.replaceAll('+', ' ')))) return undefined;
  } catch {
    // Falls through: a percent sign that spells no UTF-8.
  }
  return Object.assign(new URIError('address is not percent-encoded UTF-8'), { status: 400 });
}

/** Refuses text that cannot be stored, keys that reach a prototype and nesting beyond `deepest`, anywhere in the body. */
export function guardBody(deepest: number = maxDepth): RequestHandler {
  return (req: Request, _res, next) => {
    guardValue(req.body, deepest);
    next();
  };
}

/** Throws `InvalidInputError` for the first thing that is wrong. `value` is anything that JSON can say. */
export function guardValue(value: unknown, deepest: number = maxDepth, path = '', depth = 0): void {
  if (typeof value === 'string') {
    if (!isStorableText(value)) throw refuse(path, 'holds NUL or a lone surrogate');
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth >= deepest) throw refuse('', `is nested deeper than ${deepest}`);
  for (const [key, item] of Object.entries(value)) {
    if (isRefusedName(key) || !isStorableText(key)) throw refuse('', 'has a key that is refused');
    guardValue(item, deepest, path === '' ? key : `${path}.${key}`, depth + 1);
  }
}

function refuse(path: string, what: string): InvalidInputError {
  const issues = path === '' ? [] : [{ path, message: unreadable }];
  const userMessage = what.startsWith('holds') ? unreadable : 'Cet envoi ne vient pas de notre formulaire.';
  // The path is made of the sender's own keys: it goes back to the sender, not to the logs.
  return new InvalidInputError(`the body ${what}`, issues, { userMessage });
}
