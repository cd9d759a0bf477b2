import { readMailing } from '@guichet/shared/contracts/mailings';
import { getMailing } from '@guichet/shared/reads/mailings/get-mailing';
import { route } from '../serve.ts';

export const readMailingRoute = route(
  readMailing,
  ({ db, mailingLimits: limits }) =>
    ({ params, staff }) =>
      getMailing(db, { id: params.id, regionId: staff.regionId, limits }),
);
