import { networkOf } from '@guichet/shared/auth/network-of';
import { resetStaffPassword } from '@guichet/shared/commands/staff/reset-staff-password';
import { choosePassword } from '@guichet/shared/contracts/session';
import { strangerContextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const choosePasswordRoute = route(choosePassword, (deps) => async ({ body, req }) => {
  await deps.staffLimits.strangers.consume(networkOf(req.ip));
  await resetStaffPassword(strangerContextOf(deps), body);
  return {};
});
