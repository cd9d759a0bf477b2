import { listRequests as contract } from '@guichet/shared/contracts/request-list';
import { listRequests } from '@guichet/shared/reads/list-requests';
import { route } from '../serve.ts';

export const listRequestsRoute = route(
  contract,
  ({ db, now, ageAlerts }) =>
    ({ query, staff }) =>
      listRequests(db, { staffId: staff.id, regionId: staff.regionId, now: now(), ageAlerts }, query),
);
