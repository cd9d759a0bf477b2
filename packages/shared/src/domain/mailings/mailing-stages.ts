/**
 * What staff are told about a mailing.
 * - submitted: it waits for a colleague. approved: it leaves. sent-back: a colleague asks for changes.
 * - nobody: its moment came, and there was nobody to write to.
 */
export const MAILING_STAGES = ['submitted', 'approved', 'sent-back', 'nobody'] as const;
export type MailingStage = (typeof MAILING_STAGES)[number];

export function isMailingStage(word: unknown): word is MailingStage {
  return MAILING_STAGES.some((stage) => stage === word);
}
