import type { Role } from './roles.ts';

/** Who is asked, and may answer for the PO. */
export const VERIFIER_ROLES = ['president', 'secretary'] as const satisfies Role[];
export type VerifierRole = (typeof VERIFIER_ROLES)[number];

/** Where the asking of one PO stands. */
export const VERIFICATION_STATES = ['waiting', 'bounced', 'nobody', 'corrections', 'confirmed'] as const;
export type VerificationState = (typeof VERIFICATION_STATES)[number];

/** As staff read them. */
export const VERIFICATION_LABELS: Record<VerificationState, string> = {
  waiting: 'Pas encore de réponse',
  bounced: 'Mail non remis',
  nobody: 'Personne à qui écrire',
  corrections: 'Corrections demandées',
  confirmed: 'Confirmé',
};

/** Everybody is not asked again within so many days, nor one PO that has not answered. */
export const ASK_AGAIN_DAYS = 28;
