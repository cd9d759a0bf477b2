import { sessionOf } from '@guichet/shared/auth/require-session';
import { changeStaffPassword } from '@guichet/shared/commands/staff/change-staff-password';
import { changePassword } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changePasswordRoute = route(changePassword, (deps) => async ({ body, staff, res }) => {
  const { sessionId } = sessionOf(res);
  await changeStaffPassword(contextOf(deps, staff), { ...body, sessionId });
  return {};
});
