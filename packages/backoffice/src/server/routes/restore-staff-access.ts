import { restoreStaffAccess as command } from '@guichet/shared/commands/staff/restore-staff-access';
import { restoreStaffAccess } from '@guichet/shared/contracts/team';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const restoreStaffAccessRoute = route(restoreStaffAccess, (deps) => async ({ params, staff }) => {
  await command(contextOf(deps, staff), { staffId: params.id }, deps);
  return {};
});
