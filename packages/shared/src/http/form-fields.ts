import { GuichetError, InvalidInputError } from '../errors/errors.ts';

export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type FormBody = { [name: string]: FormValue };

export const maxFields = 200;
export const maxDepth = 6;
const maxIndex = 99;
const refusedNames = new Set(['__proto__', 'constructor', 'prototype']);

/** A key that could reach an object's prototype. */
export function isRefusedName(name: string): boolean {
  return refusedNames.has(name);
}

/**
 * Reads an `application/x-www-form-urlencoded` text into nested values. `changes.0.field` makes objects and lists;
 * a name sent twice (checkboxes) makes a list; gaps in a list are closed. Percent signs must spell UTF-8.
 * Throws `InvalidInputError` for what no form of ours sends, `too-large` above 200 fields.
 */
export function parseFormFields(text: string): FormBody {
  const pairs = text === '' ? [] : text.split('&');
  if (pairs.length > maxFields) {
    throw new GuichetError('too-large', `form has ${pairs.length} fields, at most ${maxFields} are read`);
  }
  const root: Branch = new Map();
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    place(root, segmentsOf(name), decode(equals < 0 ? '' : pair.slice(equals + 1)));
  }
  return toObject(root);
}

/** The reverse of `parseFormFields`: dotted names and their values, in order. */
export function flattenFormFields(body: FormBody): [name: string, value: string][] {
  const flatten = (prefix: string, value: FormValue): [string, string][] => {
    if (typeof value === 'string') return [[prefix, value]];
    if (Array.isArray(value)) {
      return value.flatMap((item, index) => flatten(typeof item === 'string' ? prefix : `${prefix}.${index}`, item));
    }
    return Object.entries(value).flatMap(([key, item]) => flatten(`${prefix}.${key}`, item));
  };
  return Object.entries(body).flatMap(([key, value]) => flatten(key, value));
}

type Branch = Map<string, string | string[] | Branch>;

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new InvalidInputError('form text is not percent-encoded UTF-8', [], {
      userMessage: 'Un caractère envoyé est illisible. Revenez en arrière et écrivez-le à nouveau.',
    });
  }
}

function segmentsOf(name: string): string[] {
  const segments = name.split('.');
  if (segments.length > maxDepth)
    throw unexpectedName(`a field is nested ${segments.length} deep, at most ${maxDepth}`);
  if (segments.some((segment) => segment === '' || isRefusedName(segment))) {
    throw unexpectedName('a field name has an empty or refused part');
  }
  return segments;
}

function place(root: Branch, segments: string[], value: string): void {
  let branch = root;
  for (const segment of segments.slice(0, -1)) {
    const next = branch.get(segment) ?? new Map();
    if (!(next instanceof Map)) throw unexpectedName('a field is both a value and a group');
    branch.set(segment, next);
    branch = next;
  }
  const last = segments.at(-1) ?? '';
  const present = branch.get(last);
  if (present instanceof Map) throw unexpectedName('a field is both a value and a group');
  if (present === undefined) branch.set(last, value);
  else branch.set(last, Array.isArray(present) ? [...present, value] : [present, value]);
}

function toObject(branch: Branch): FormBody {
  return Object.fromEntries(Array.from(branch, ([key, value]) => [key, toValue(value)]));
}

function toValue(value: string | string[] | Branch): FormValue {
  if (!(value instanceof Map)) return value;
  const keys = [...value.keys()];
  if (!keys.every((key) => /^(0|[1-9]\d{0,3})$/.test(key))) return toObject(value);
  if (keys.some((key) => Number(key) > maxIndex)) throw unexpectedName(`a list goes beyond ${maxIndex}`);
  return Array.from(value)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, item]) => toValue(item));
}

function unexpectedName(message: string): InvalidInputError {
  return new InvalidInputError(message, [], { userMessage: 'Cet envoi ne vient pas de notre formulaire.' });
}
