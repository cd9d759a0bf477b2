/** Mails that the product writes itself: each kind has one template, and one rule for a link dropped after DATA. */
export const LETTER_KINDS = [
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
  'activation-reminder',
  'address-shared',
  'mandate-added',
  'mandate-ended',
  'account-reopened',
  'account-ending',
  'account-closed',
  'password-reset',
  'password-changed',
  'confirm-new-address',
  'address-change-notice',
  'sign-in-link',
  'account-security',
  'own-address',
  'verification-asked',
  'verification-reminder',
  'staff-notice',
  'staff-digest',
  'staff-invitation',
  'staff-password-reset',
  'staff-security',
  'mailing-notice',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** Every mail that is sent: letters, and mailings, which staff write. */
export const MAIL_KINDS = [...LETTER_KINDS, 'mailing', 'mailing-test'] as const;

export type MailKind = (typeof MAIL_KINDS)[number];
