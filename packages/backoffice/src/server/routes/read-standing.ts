import { readStanding } from '@guichet/shared/contracts/request-view';
import { getRequestStanding } from '@guichet/shared/reads/get-request-view';
import { route } from '../serve.ts';

export const readStandingRoute = route(
  readStanding,
  ({ db, now, undoDelaySeconds }) =>
    ({ params, staff }) =>
      getRequestStanding(db, staff.regionId, params.id, { now: now(), undoDelaySeconds }),
);
