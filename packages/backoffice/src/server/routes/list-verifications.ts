import { listVerifications as contract } from '@guichet/shared/contracts/verification';
import { listVerifications } from '@guichet/shared/reads/list-verifications';
import { route } from '../serve.ts';

export const listVerificationsRoute = route(
  contract,
  ({ db, now }) =>
    ({ query, staff }) =>
      listVerifications(db, { regionId: staff.regionId, now: now() }, query),
);
