import { endStaffAccess as command } from '@guichet/shared/commands/staff/end-staff-access';
import { endStaffAccess } from '@guichet/shared/contracts/team';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const endStaffAccessRoute = route(
  endStaffAccess,
  (deps) =>
    ({ params, staff }) =>
      command(contextOf(deps, staff), { staffId: params.id }),
);
