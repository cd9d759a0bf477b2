import { networkOf } from '@guichet/shared/auth/network-of';
import { requestStaffPassword } from '@guichet/shared/commands/staff/request-staff-password';
import { forgotPassword } from '@guichet/shared/contracts/session';
import { emailProblem } from '@guichet/shared/domain/email';
import { InvalidInputError } from '@guichet/shared/errors/errors';
import { takeAsLong } from '@guichet/shared/http/take-as-long';
import { strangerContextOf } from '../deps.ts';
import { route } from '../serve.ts';

/** Longer than queueing a mail takes, so that doing nothing takes as long. */
const PAUSE_MS = 150;

export const forgotPasswordRoute = route(forgotPassword, (deps) => async ({ body, req }) => {
  const message = emailProblem(body.email);
  if (message !== null) {
    throw new InvalidInputError('no address', [{ path: 'email', message }], { userMessage: message });
  }
  await deps.staffLimits.strangers.consume(networkOf(req.ip));
  await takeAsLong(PAUSE_MS, () => requestStaffPassword(strangerContextOf(deps), body, deps));
  return {};
});
