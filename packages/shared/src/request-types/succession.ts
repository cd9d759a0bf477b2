import { DEFAULT_SINGLE_HOLDER_ROLES, ROLE_LABELS, ROLES, type Role } from '../domain/roles.ts';
import { EMPTY_SUCCESSION, type FieldGroup, type FormValues, type SuccessionInput } from './fields.ts';

/** "Does this person replace somebody?", asked for each role that a PO gives to one person at a time. */
export const REPLACEMENT_ANSWERS = ['yes', 'no', 'unknown'] as const;
export type ReplacementAnswer = (typeof REPLACEMENT_ANSWERS)[number];
export const REPLACEMENT_LABELS: Record<ReplacementAnswer, string> = {
  yes: 'Oui',
  no: 'Non',
  unknown: 'Je ne sais pas',
};

/** What the submitter said about one role; `name`: whom they say is replaced, as typed. */
export type Replacement = { role: Role; answer: ReplacementAnswer; name: string | null };

/** In the form: the question stands, and waits for its answer. */
export const UNANSWERED = 'asked';

export const whoOf = (role: Role): string => `${role}-name`;

/**
 * The form's values that give these replacements. For a chosen role about which nothing was said, the question stands:
 * who corrects the request may answer it.
 */
export function successionInput(replaces: readonly Replacement[], chosen: readonly Role[]): SuccessionInput {
  const open = chosen.filter((role) => DEFAULT_SINGLE_HOLDER_ROLES.includes(role)).map((role) => [role, UNANSWERED]);
  const given = replaces.flatMap(({ role, answer, name }) => [
    [role, answer],
    [whoOf(role), name ?? ''],
  ]);
  return { ...EMPTY_SUCCESSION, ...Object.fromEntries([...open, ...given]) };
}

/** The roles about which the form asks: those whose question was put. */
export function rolesAsked(input: SuccessionInput): Role[] {
  return ROLES.filter((role) => input[role]);
}

/**
 * Puts the question for the chosen roles that have one holder at a time, and takes it back for the others. What was
 * answered about a role that is still chosen stays. Whether anybody holds it now is never looked up.
 */
export function askReplacements(
  groups: readonly FieldGroup[],
  values: FormValues,
  singleHolderRoles: readonly Role[],
): FormValues {
  const asked = { ...values };
  for (const field of successionFields(groups)) {
    const chosen = values[field.of];
    const former = values[field.name] as SuccessionInput;
    const kept = ROLES.filter((role) => Array.isArray(chosen) && chosen.includes(role))
      .filter((role) => singleHolderRoles.includes(role))
      .flatMap((role) => [
        [role, former[role] || UNANSWERED],
        [whoOf(role), former[whoOf(role)] ?? ''],
      ]);
    asked[field.name] = { ...EMPTY_SUCCESSION, ...Object.fromEntries(kept) };
  }
  return asked;
}

/** Questions that were put and not answered. */
export function missingAnswers(groups: readonly FieldGroup[], values: FormValues): { path: string; message: string }[] {
  return successionFields(groups).flatMap(({ name }) => {
    const input = values[name] as SuccessionInput;
    return rolesAsked(input)
      .filter((role) => input[role] === UNANSWERED)
      .map((role) => ({ path: `${name}.${role}`, message: `${ROLE_LABELS[role]}\u00a0: choisissez une réponse.` }));
  });
}

function successionFields(groups: readonly FieldGroup[]) {
  return groups.flatMap(({ fields }) => fields).filter((field) => field.kind === 'succession');
}
