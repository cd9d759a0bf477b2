import { returnToStaff as command } from '@guichet/shared/commands/return-to-staff';
import { returnToStaff } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const returnToStaffRoute = route(returnToStaff, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body });
  return {};
});
