import { changeStaffRole as command } from '@guichet/shared/commands/staff/change-staff-role';
import { changeStaffRole } from '@guichet/shared/contracts/team';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changeStaffRoleRoute = route(changeStaffRole, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { staffId: params.id, ...body });
  return {};
});
