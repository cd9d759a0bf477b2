import { resendInvitation as command } from '@guichet/shared/commands/staff/resend-invitation';
import { resendInvitation } from '@guichet/shared/contracts/team';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const resendInvitationRoute = route(resendInvitation, (deps) => async ({ params, staff }) => {
  await command(contextOf(deps, staff), { staffId: params.id }, deps);
  return {};
});
