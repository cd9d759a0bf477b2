import { inviteStaff as command } from '@guichet/shared/commands/staff/invite-staff';
import { inviteStaff } from '@guichet/shared/contracts/team';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const inviteStaffRoute = route(
  inviteStaff,
  (deps) =>
    ({ body, staff }) =>
      command(contextOf(deps, staff), body, deps),
);
