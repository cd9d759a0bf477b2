import { resetStaffFactors as command } from '@guichet/shared/commands/staff/reset-staff-factors';
import { resetStaffFactors } from '@guichet/shared/contracts/team';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const resetStaffFactorsRoute = route(resetStaffFactors, (deps) => async ({ params, staff }) => {
  await command(contextOf(deps, staff), { staffId: params.id });
  return {};
});
