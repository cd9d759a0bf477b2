import { previewBulk as contract } from '@guichet/shared/contracts/bulk';
import { previewBulk } from '@guichet/shared/reads/preview-bulk';
import { route } from '../serve.ts';

export const previewBulkRoute = route(
  contract,
  ({ db, now, singleHolderRoles, ageAlerts, fourEyes }) =>
    ({ body, staff }) =>
      previewBulk(db, staff, body, { now: now(), singleHolderRoles, ageAlerts, fourEyes }),
);
