import type { submission } from '../db/tables/submission.ts';

type Author = Pick<typeof submission.$inferSelect, 'submitterEmail' | 'submitterName'>;

export type MailAddress = { address: string; name: string };

/** Where the author of an envoi is written to; null when none was given: then nothing is mailed. */
export function authorAddress({ submitterEmail, submitterName }: Author): MailAddress | null {
  return submitterEmail === null ? null : { address: submitterEmail, name: submitterName };
}

/** What staff read when they want to write to an author who gave no address. */
export const NO_ADDRESS = 'L’auteur n’a pas donné d’adresse mail : appelez-le, ou écrivez-lui par la poste.';
