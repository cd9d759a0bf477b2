import * as z from 'zod/mini';
import { type CivilDate, formatDate, parseDateParts } from '../domain/dates.ts';
import { emailProblem, normaliseEmail } from '../domain/email.ts';
import { enterpriseNumberProblem, normaliseEnterpriseNumber } from '../domain/identifiers.ts';
import { type PostalAddress, postcodeProblem } from '../domain/postal-address.ts';
import { isRole, ROLE_LABELS, ROLES, type Role } from '../domain/roles.ts';
import { normaliseMultiline, normaliseText, textProblem } from '../domain/text.ts';
import { REPLACEMENT_ANSWERS, type Replacement, UNANSWERED, whoOf } from './succession.ts';

/** Pieces of the form schemas: from what people type to what a payload holds, with a French sentence per mistake. */

export const NAME_LENGTH = 120;
export const LINE_LENGTH = 200;
export const TEXT_LENGTH = 2000;

export type Parsed<T> = { ok: true; value: T } | { ok: false; message: string; path?: string[] };

/** Builds a field schema from a parser; `path` of a failure points into a composed field ("day", "postcode"). */
export function field<I, T>(input: z.ZodMiniType<I>, parse: (value: I) => Parsed<T>) {
  return z.pipe(
    input,
    z.transform((value: I, context): T => {
      const result = parse(value);
      if (result.ok) return result.value;
      context.issues.push({ code: 'custom', message: result.message, path: result.path ?? [], input: value });
      return z.NEVER;
    }),
  );
}

const typed = z._default(z.string(), '');

function readLine(text: string, max: number): Parsed<string> {
  const value = normaliseText(text);
  const problem = textProblem(value);
  if (problem) return { ok: false, message: problem };
  if (value.length > max) return { ok: false, message: `C’est trop long : ${max} caractères au plus.` };
  return { ok: true, value };
}

/** A required line of text; `missing` is the sentence shown when it is empty. */
export const line = (missing: string, max = LINE_LENGTH) =>
  field(typed, (text): Parsed<string> => {
    const result = readLine(text, max);
    return result.ok && result.value === '' ? { ok: false, message: missing } : result;
  });

/** An optional line: null when empty. */
export const optionalLine = (max = LINE_LENGTH) =>
  field(typed, (text): Parsed<string | null> => {
    const result = readLine(text, max);
    return result.ok && result.value === '' ? { ok: true, value: null } : result;
  });

/** Optional text of several lines: '' when empty. */
export const paragraph = (max = TEXT_LENGTH) =>
  field(typed, (text): Parsed<string> => {
    const value = normaliseMultiline(text);
    const problem = textProblem(value);
    if (problem) return { ok: false, message: problem };
    if (value.length > max) return { ok: false, message: `C’est trop long : ${max} caractères au plus.` };
    return { ok: true, value };
  });

function readEmail(text: string): Parsed<string | null> {
  if (normaliseText(text) === '') return { ok: true, value: null };
  const problem = textProblem(text.trim()) ?? emailProblem(text);
  return problem ? { ok: false, message: problem } : { ok: true, value: normaliseEmail(text) };
}

export const optionalEmail = () => field(typed, readEmail);

export const email = (missing: string) =>
  field(typed, (text): Parsed<string> => {
    const result = readEmail(text);
    if (!result.ok) return result;
    return result.value === null ? { ok: false, message: missing } : { ok: true, value: result.value };
  });

/** Digits and what people put between them. The server then reads it with libphonenumber, too heavy for a browser. */
function readPhone(text: string): Parsed<string | null> {
  const value = normaliseText(text);
  if (value === '') return { ok: true, value: null };
  const digits = value.replaceAll(/\D/g, '').length;
  if (digits < 8 || digits > 20 || value.length > 40) {
    return {
      ok: false,
      message: 'Ce numéro de téléphone n’est pas complet. Par exemple 081 12 34 56 ou +32 470 12 34 56.',
    };
  }
  return { ok: true, value };
}

export const optionalPhone = () => field(typed, readPhone);

export const phone = (missing: string) =>
  field(typed, (text): Parsed<string> => {
    const result = readPhone(text);
    if (!result.ok) return result;
    return result.value === null ? { ok: false, message: missing } : { ok: true, value: result.value };
  });

const dateInput = z._default(z.object({ day: typed, month: typed, year: typed }), { day: '', month: '', year: '' });

type DateRule = (date: CivilDate) => string | null;

function readDate(parts: { day: string; month: string; year: string }, rule?: DateRule): Parsed<CivilDate | null> {
  if (normaliseText(parts.day + parts.month + parts.year) === '') return { ok: true, value: null };
  const result = parseDateParts(parts);
  if (!result.ok) return { ok: false, message: result.message, path: [result.part === 'all' ? 'day' : result.part] };
  const broken = rule?.(result.date);
  return broken ? { ok: false, message: broken, path: ['year'] } : { ok: true, value: result.date };
}

export const optionalDate = (rule?: DateRule) => field(dateInput, (parts) => readDate(parts, rule));

export const date = (missing: string, rule?: DateRule) =>
  field(dateInput, (parts): Parsed<CivilDate> => {
    const result = readDate(parts, rule);
    if (!result.ok) return result;
    return result.value === null ? { ok: false, message: missing, path: ['day'] } : { ok: true, value: result.value };
  });

/** A date of birth lies behind us, and not more than 120 years. The years are those of the day it is typed. */
export function birthDateRule(value: CivilDate): string | null {
  const year = new Date().getUTCFullYear();
  const typedYear = Number(value.slice(0, 4));
  if (typedYear > year) return `Une date de naissance ne peut pas être dans le futur (${formatDate(value)}).`;
  if (typedYear < year - 120) return `Vérifiez l’année : ${typedYear} est trop loin.`;
  return null;
}

/** Mandates are told within a lifetime: anything else is a slip of the keyboard. */
export function mandateDateRule(value: CivilDate): string | null {
  const year = Number(value.slice(0, 4));
  if (year < 1900 || year > new Date().getUTCFullYear() + 20) return `Vérifiez l’année : ${year} est trop loin.`;
  return null;
}

const addressInput = z._default(
  z.object({ street: typed, number: typed, box: typed, postcode: typed, locality: typed, country: typed }),
  { street: '', number: '', box: '', postcode: '', locality: '', country: '' },
);

function readAddress(input: z.infer<typeof addressInput>): Parsed<PostalAddress | null> {
  const entries = Object.entries(input).map(([key, text]) => [key, readLine(text, LINE_LENGTH)] as const);
  for (const [key, result] of entries) if (!result.ok) return { ...result, path: [key] };
  const value = Object.fromEntries(
    entries.map(([key, result]) => [key, result.ok ? result.value : '']),
  ) as PostalAddress;
  if (value.street + value.number + value.box + value.postcode + value.locality === '')
    return { ok: true, value: null };
  const country = value.country.toUpperCase() || 'BE';
  if (!/^[A-Z]{2}$/.test(country))
    return { ok: false, message: 'Choisissez le pays dans la liste.', path: ['country'] };
  if (value.street === '') return { ok: false, message: 'Indiquez la rue.', path: ['street'] };
  if (value.number === '') return { ok: false, message: 'Indiquez le numéro dans la rue.', path: ['number'] };
  const problem = value.postcode === '' ? 'Indiquez le code postal.' : postcodeProblem(value.postcode, country);
  if (problem) return { ok: false, message: problem, path: ['postcode'] };
  if (value.locality === '') return { ok: false, message: 'Indiquez la localité.', path: ['locality'] };
  return { ok: true, value: { ...value, country } };
}

export const optionalAddress = () => field(addressInput, readAddress);

export const address = (missing: string) =>
  field(addressInput, (input): Parsed<PostalAddress> => {
    const result = readAddress(input);
    if (!result.ok) return result;
    return result.value === null
      ? { ok: false, message: missing, path: ['street'] }
      : { ok: true, value: result.value };
  });

export const optionalEnterpriseNumber = () =>
  field(typed, (text): Parsed<string | null> => {
    if (normaliseText(text) === '') return { ok: true, value: null };
    const problem = enterpriseNumberProblem(text);
    return problem ? { ok: false, message: problem } : { ok: true, value: normaliseEnterpriseNumber(text) };
  });

export const roles = (missing?: string) =>
  field(z._default(z.array(z.string()), []), (codes): Parsed<Role[]> => {
    const chosen = [...new Set(codes)].filter(isRole);
    if (chosen.length !== new Set(codes).size) return { ok: false, message: 'Choisissez dans la liste des rôles.' };
    if (missing && chosen.length === 0) return { ok: false, message: missing };
    return { ok: true, value: chosen };
  });

/** Whether somebody is replaced in each role: only what was answered. */
export const replacements = () =>
  field(z._default(z.looseObject({}), {}), (input): Parsed<Replacement[]> => {
    const value: Replacement[] = [];
    for (const role of ROLES) {
      const typedAnswer = textOf(input[role]);
      if (typedAnswer === '' || typedAnswer === UNANSWERED) continue;
      const label = ROLE_LABELS[role];
      const answer = REPLACEMENT_ANSWERS.find((code) => code === typedAnswer);
      if (!answer) return { ok: false, message: `${label} : choisissez une réponse de la liste.`, path: [role] };
      const name = readLine(textOf(input[whoOf(role)]), NAME_LENGTH);
      if (!name.ok) return { ok: false, message: `${label} : ${lowerFirst(name.message)}`, path: [whoOf(role)] };
      if (answer === 'no' && name.value !== '') {
        const message = `${label} : vous écrivez un nom, répondez donc « Oui », ou effacez ce nom.`;
        return { ok: false, message, path: [whoOf(role)] };
      }
      value.push({ role, answer, name: name.value || null });
    }
    return { ok: true, value };
  });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** One code out of a list, or null when nothing was chosen. */
export const optionalChoice = <const T extends string>(codes: readonly T[]) =>
  field(typed, (text): Parsed<T | null> => {
    if (text === '') return { ok: true, value: null };
    const found = codes.find((code) => code === text);
    return found ? { ok: true, value: found } : { ok: false, message: 'Choisissez une réponse de la liste.' };
  });

export const ticked = () => field(typed, (text): Parsed<boolean> => ({ ok: true, value: text !== '' }));

export type Mistake = { path: string[]; message: string };

/**
 * Fields with rules over several of them. The rules run even when one answer is wrong, so that people read all their
 * mistakes at once; a wrong answer is null to them (a wrong list is empty), and what they say about it is dropped.
 */
export function together<S extends z.ZodMiniObject>(fields: S, mistakesOf: (answers: z.output<S>) => Mistake[]): S {
  const rules = z.check<z.output<S>>(
    ({ value, issues }) => {
      const wrong = new Map(issues.map(({ path, input }) => [path?.[0], Array.isArray(input) ? [] : null]));
      const answers = Object.fromEntries(
        Object.entries(value).map(([name, answer]) => [name, wrong.has(name) ? wrong.get(name) : answer]),
      );
      for (const { path, message } of mistakesOf(answers as z.output<S>))
        if (!wrong.has(path[0])) issues.push({ code: 'custom', path, message, input: value });
    },
    { when: () => true },
  );
  return fields.check(rules) as S;
}
