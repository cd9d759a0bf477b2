import { VERIFICATION_STATES, type VerificationState } from '@guichet/shared/domain/verification';

export type VerificationSearch = { etat?: string | undefined };

/** The states as they stand in the address. */
export const STATE_SLUGS: Record<VerificationState, string> = {
  waiting: 'sans-reponse',
  bounced: 'non-remis',
  nobody: 'personne',
  corrections: 'corrections',
  confirmed: 'confirmes',
};

export function readVerificationSearch({ etat }: Record<string, unknown>): VerificationSearch {
  return typeof etat === 'string' && etat !== '' ? { etat } : {};
}

export function stateOf({ etat }: VerificationSearch): VerificationState | undefined {
  return VERIFICATION_STATES.find((state) => STATE_SLUGS[state] === etat);
}
