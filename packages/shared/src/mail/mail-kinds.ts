/** Every mail that the product sends. Each kind has one template, and one rule for a link dropped after DATA. */
export const MAIL_KINDS = [
  'resume-draft',
  'acknowledgement',
  'request-rejected',
  'request-lapsed',
  'request-reverted',
  'envoi-settled',
  'answers-copy',
  'tracking-link',
  'correction-asked',
  'correction-reminder',
  'correction-cancelled',
  'staff-message',
  'activation',
  'mandate-added',
  'account-reopened',
  'account-closed',
  'password-reset',
  'password-changed',
  'confirm-new-address',
  'address-change-notice',
  'staff-notice',
  'staff-digest',
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];
