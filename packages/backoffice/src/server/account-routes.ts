import { signInRoute } from './routes/sign-in.ts';
import { readSessionRoute } from './routes/read-session.ts';
import { signOutRoute } from './routes/sign-out.ts';
import { confirmPasswordRoute } from './routes/confirm-password.ts';
import { readSignInStageRoute } from './routes/read-sign-in-stage.ts';
import { proveCodeRoute } from './routes/prove-code.ts';
import { proveRecoveryCodeRoute } from './routes/prove-recovery-code.ts';
import { askPasskeyRoute } from './routes/ask-passkey.ts';
import { signInByPasskeyRoute } from './routes/sign-in-by-passkey.ts';
import { confirmByPasskeyRoute } from './routes/confirm-by-passkey.ts';
import { forgotPasswordRoute } from './routes/forgot-password.ts';
import { readInvitationRoute } from './routes/read-invitation.ts';
import { acceptInvitationRoute } from './routes/accept-invitation.ts';
import { readPasswordLinkRoute } from './routes/read-password-link.ts';
import { choosePasswordRoute } from './routes/choose-password.ts';
import { readAccountRoute } from './routes/read-account.ts';
import { changePasswordRoute } from './routes/change-password.ts';
import { beginTotpRoute } from './routes/begin-totp.ts';
import { confirmTotpRoute } from './routes/confirm-totp.ts';
import { removeTotpRoute } from './routes/remove-totp.ts';
import { beginPasskeyRoute } from './routes/begin-passkey.ts';
import { addPasskeyRoute } from './routes/add-passkey.ts';
import { renamePasskeyRoute } from './routes/rename-passkey.ts';
import { removePasskeyRoute } from './routes/remove-passkey.ts';
import { renewRecoveryCodesRoute } from './routes/renew-recovery-codes.ts';
import { endSessionRoute } from './routes/end-session.ts';
import { endOtherSessionsRoute } from './routes/end-other-sessions.ts';
import { listTeamRoute } from './routes/list-team.ts';
import { inviteStaffRoute } from './routes/invite-staff.ts';
import { resendInvitationRoute } from './routes/resend-invitation.ts';
import { endStaffAccessRoute } from './routes/end-staff-access.ts';
import { restoreStaffAccessRoute } from './routes/restore-staff-access.ts';
import { changeStaffRoleRoute } from './routes/change-staff-role.ts';
import { linkStaffPersonRoute } from './routes/link-staff-person.ts';
import { resetStaffFactorsRoute } from './routes/reset-staff-factors.ts';

/** Who comes in, how, and the members of staff who may. */
export const ACCOUNT_ROUTES = {
  signIn: signInRoute,
  readSession: readSessionRoute,
  signOut: signOutRoute,
  confirmPassword: confirmPasswordRoute,
  readSignInStage: readSignInStageRoute,
  proveCode: proveCodeRoute,
  proveRecoveryCode: proveRecoveryCodeRoute,
  askPasskey: askPasskeyRoute,
  signInByPasskey: signInByPasskeyRoute,
  confirmByPasskey: confirmByPasskeyRoute,
  forgotPassword: forgotPasswordRoute,
  readInvitation: readInvitationRoute,
  acceptInvitation: acceptInvitationRoute,
  readPasswordLink: readPasswordLinkRoute,
  choosePassword: choosePasswordRoute,
  readAccount: readAccountRoute,
  changePassword: changePasswordRoute,
  beginTotp: beginTotpRoute,
  confirmTotp: confirmTotpRoute,
  removeTotp: removeTotpRoute,
  beginPasskey: beginPasskeyRoute,
  addPasskey: addPasskeyRoute,
  renamePasskey: renamePasskeyRoute,
  removePasskey: removePasskeyRoute,
  renewRecoveryCodes: renewRecoveryCodesRoute,
  endSession: endSessionRoute,
  endOtherSessions: endOtherSessionsRoute,
  listTeam: listTeamRoute,
  inviteStaff: inviteStaffRoute,
  resendInvitation: resendInvitationRoute,
  endStaffAccess: endStaffAccessRoute,
  restoreStaffAccess: restoreStaffAccessRoute,
  changeStaffRole: changeStaffRoleRoute,
  linkStaffPerson: linkStaffPersonRoute,
  resetStaffFactors: resetStaffFactorsRoute,
};
