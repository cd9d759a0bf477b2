import { networkOf } from '@guichet/shared/auth/network-of';
import { followStaffLink } from '@guichet/shared/commands/staff/follow-staff-link';
import { readInvitation } from '@guichet/shared/contracts/session';
import { strangerContextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const readInvitationRoute = route(readInvitation, (deps) => async ({ body, req }) => {
  await deps.staffLimits.strangers.consume(networkOf(req.ip));
  const { name, email } = await followStaffLink(strangerContextOf(deps), { ...body, purpose: 'invitation' });
  return { name, email, secondFactorRequired: deps.secondFactorRequired };
});
