import type { LetterKind } from '../mail-kinds.ts';
import { accountClosed } from './account-closed.ts';
import { accountEnding } from './account-ending.ts';
import { accountReopened } from './account-reopened.ts';
import { accountSecurity } from './account-security.ts';
import { acknowledgement } from './acknowledgement.ts';
import { activation, activationReminder } from './activation.ts';
import { addressChangeNotice } from './address-change-notice.ts';
import { addressShared } from './address-shared.ts';
import { answersCopy } from './answers-copy.ts';
import { confirmNewAddress } from './confirm-new-address.ts';
import { correctionAsked, correctionCancelled, correctionReminder } from './correction-asked.ts';
import { envoiSettled } from './envoi-settled.ts';
import { mailingNotice } from './mailing-notice.ts';
import { mandateAdded } from './mandate-added.ts';
import { ownAddress } from './own-address.ts';
import { mandateEnded } from './mandate-ended.ts';
import { passwordChanged } from './password-changed.ts';
import { passwordReset } from './password-reset.ts';
import { requestLapsed } from './request-lapsed.ts';
import { requestRejected } from './request-rejected.ts';
import { requestReverted } from './request-reverted.ts';
import { resumeDraft } from './resume-draft.ts';
import { signInLink } from './sign-in-link.ts';
import { staffInvitation, staffPasswordReset } from './staff-links.ts';
import { staffDigest, staffNotice } from './staff-notice.ts';
import { staffSecurity } from './staff-security.ts';
import { staffMessage } from './staff-message.ts';
import type { MailTemplate } from './template.ts';
import { trackingLink } from './tracking-link.ts';
import { verificationAsked, verificationReminder } from './verification.ts';

export const MAIL_TEMPLATES: Record<LetterKind, MailTemplate> = {
  'resume-draft': resumeDraft,
  acknowledgement,
  'envoi-settled': envoiSettled,
  'request-lapsed': requestLapsed,
  'request-reverted': requestReverted,
  'answers-copy': answersCopy,
  'tracking-link': trackingLink,
  'correction-asked': correctionAsked,
  'correction-reminder': correctionReminder,
  'correction-cancelled': correctionCancelled,
  'staff-message': staffMessage,
  'request-rejected': requestRejected,
  activation,
  'activation-reminder': activationReminder,
  'address-shared': addressShared,
  'mandate-added': mandateAdded,
  'mandate-ended': mandateEnded,
  'account-reopened': accountReopened,
  'account-ending': accountEnding,
  'account-closed': accountClosed,
  'password-reset': passwordReset,
  'password-changed': passwordChanged,
  'confirm-new-address': confirmNewAddress,
  'address-change-notice': addressChangeNotice,
  'sign-in-link': signInLink,
  'account-security': accountSecurity,
  'own-address': ownAddress,
  'verification-asked': verificationAsked,
  'verification-reminder': verificationReminder,
  'staff-notice': staffNotice,
  'staff-digest': staffDigest,
  'staff-invitation': staffInvitation,
  'staff-password-reset': staffPasswordReset,
  'staff-security': staffSecurity,
  'mailing-notice': mailingNotice,
};
