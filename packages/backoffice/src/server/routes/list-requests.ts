import { listRequests as contract } from '@guichet/shared/contracts/request-list';
import { listRequests } from '@guichet/shared/reads/list-requests';
import { route } from '../serve.ts';

export const listRequestsRoute = route(
  contract,
  ({ db }) =>
    ({ query, staff }) =>
      listRequests(db, staff.regionId, query),
);
