/**
 * - draft: staff write it. submitted: it waits for a colleague (FOUR_EYES). scheduled: its moment is to come.
 * - preparing: the worker computes who gets it. sending: its mails leave. paused: they wait until somebody goes on.
 * - sent: each mail has met its end. stopped: somebody ended it; what had not left never will. discarded: a draft that
 *   was thrown away.
 */
export const MAILING_STATES = [
  'draft',
  'submitted',
  'scheduled',
  'preparing',
  'sending',
  'paused',
  'sent',
  'stopped',
  'discarded',
] as const;
export type MailingState = (typeof MAILING_STATES)[number];
