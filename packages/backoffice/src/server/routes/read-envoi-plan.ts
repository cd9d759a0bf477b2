import { readEnvoiPlan } from '@guichet/shared/contracts/envoi-plan';
import { getEnvoiPlan } from '@guichet/shared/reads/get-envoi-plan';
import { route } from '../serve.ts';

export const readEnvoiPlanRoute = route(
  readEnvoiPlan,
  ({ db, now, singleHolderRoles, fourEyes }) =>
    ({ params, staff }) =>
      getEnvoiPlan(db, staff, params.id, { now: now(), singleHolderRoles, fourEyes }),
);
