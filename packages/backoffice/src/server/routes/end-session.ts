import { endStaffSession } from '@guichet/shared/commands/staff/end-staff-sessions';
import { endSession } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const endSessionRoute = route(endSession, (deps) => async ({ params, staff }) => {
  await endStaffSession(contextOf(deps, staff), { sessionId: params.id });
  return {};
});
