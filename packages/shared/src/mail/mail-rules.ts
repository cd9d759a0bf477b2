import type { MailKind } from './mail-kinds.ts';

type MailRule = {
  /** A link that may be the only way in is sent again when nobody knows whether it arrived; the rest is not. */
  resendWhenUnsure: boolean;
  /** How long a server that says "later" is asked again. */
  patienceHours: 24 | 48;
  /** When it failed, or nobody knows whether it arrived, staff get a task. */
  opensTask: boolean;
};

const link: MailRule = { resendWhenUnsure: true, patienceHours: 48, opensTask: true };
const notice: MailRule = { resendWhenUnsure: false, patienceHours: 24, opensTask: true };
/** The page of the mailing shows what became of each; hundreds of tasks would bury the others. */
const mailing: MailRule = { resendWhenUnsure: false, patienceHours: 24, opensTask: false };

export const MAIL_RULES: Record<MailKind, MailRule> = {
  'resume-draft': link,
  acknowledgement: notice,
  'envoi-settled': notice,
  'request-lapsed': notice,
  'request-reverted': notice,
  'answers-copy': notice,
  'tracking-link': link,
  'correction-asked': notice,
  'correction-reminder': notice,
  'correction-cancelled': notice,
  'staff-message': notice,
  'request-rejected': notice,
  activation: link,
  'activation-reminder': link,
  'address-shared': notice,
  'mandate-added': notice,
  'mandate-ended': notice,
  'account-reopened': notice,
  'account-ending': notice,
  'account-closed': notice,
  'password-reset': link,
  'password-changed': notice,
  'confirm-new-address': link,
  'address-change-notice': notice,
  'sign-in-link': link,
  'account-security': notice,
  'own-address': link,
  'verification-asked': notice,
  'verification-reminder': notice,
  'staff-notice': notice,
  'staff-digest': notice,
  'staff-invitation': link,
  'staff-password-reset': link,
  'staff-security': notice,
  'mailing-notice': notice,
  mailing,
  'mailing-test': notice,
};

const MINUTE = 60;
const FIRST_DELAYS = [1 * MINUTE, 5 * MINUTE, 30 * MINUTE];
const LATER_DELAY = 120 * MINUTE;

/** Seconds to wait after the nth "later" of a server; null when its patience is used up. */
export function deferDelay(kind: MailKind, attempts: number): number | null {
  const { patienceHours } = MAIL_RULES[kind];
  const spent = FIRST_DELAYS.slice(0, attempts - 1).reduce((sum, delay) => sum + delay, 0);
  const waited = spent + Math.max(attempts - 1 - FIRST_DELAYS.length, 0) * LATER_DELAY;
  if (waited >= patienceHours * 60 * MINUTE) return null;
  return FIRST_DELAYS[attempts - 1] ?? LATER_DELAY;
}
