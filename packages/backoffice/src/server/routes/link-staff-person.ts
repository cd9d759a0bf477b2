import { linkStaffPerson as command } from '@guichet/shared/commands/staff/link-staff-person';
import { linkStaffPerson } from '@guichet/shared/contracts/team';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const linkStaffPersonRoute = route(linkStaffPerson, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { staffId: params.id, ...body });
  return {};
});
