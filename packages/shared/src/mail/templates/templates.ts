import type { MailKind } from '../mail-kinds.ts';
import { accountClosed } from './account-closed.ts';
import { accountReopened } from './account-reopened.ts';
import { acknowledgement } from './acknowledgement.ts';
import { activation } from './activation.ts';
import { addressChangeNotice } from './address-change-notice.ts';
import { confirmNewAddress } from './confirm-new-address.ts';
import { mandateAdded } from './mandate-added.ts';
import { passwordChanged } from './password-changed.ts';
import { passwordReset } from './password-reset.ts';
import { requestApplied } from './request-applied.ts';
import { requestRejected } from './request-rejected.ts';
import type { MailTemplate } from './template.ts';

export const MAIL_TEMPLATES: Record<MailKind, MailTemplate> = {
  acknowledgement,
  'request-applied': requestApplied,
  'request-rejected': requestRejected,
  activation,
  'mandate-added': mandateAdded,
  'account-reopened': accountReopened,
  'account-closed': accountClosed,
  'password-reset': passwordReset,
  'password-changed': passwordChanged,
  'confirm-new-address': confirmNewAddress,
  'address-change-notice': addressChangeNotice,
};
