import { listDuplicates } from '@guichet/shared/contracts/duplicates';
import { listDuplicatePairs } from '@guichet/shared/reads/duplicates/list-duplicate-pairs';
import { route } from '../serve.ts';

export const listDuplicatesRoute = route(
  listDuplicates,
  ({ db }) =>
    ({ body: { filter = 'open', q = '', cursor }, staff }) =>
      listDuplicatePairs(db, staff.regionId, { filter, q, cursor }),
);
