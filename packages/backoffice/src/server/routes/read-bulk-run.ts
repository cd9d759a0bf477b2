import { readBulkRun } from '@guichet/shared/contracts/bulk';
import { getBulkRun } from '@guichet/shared/reads/bulk-runs';
import { route } from '../serve.ts';

export const readBulkRunRoute = route(
  readBulkRun,
  ({ db }) =>
    ({ params, staff }) =>
      getBulkRun(db, staff, params.id),
);
