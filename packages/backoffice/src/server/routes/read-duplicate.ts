import { readDuplicate } from '@guichet/shared/contracts/duplicates';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { getDuplicatePair } from '@guichet/shared/reads/duplicates/get-duplicate-pair';
import { route } from '../serve.ts';

export const readDuplicateRoute = route(
  readDuplicate,
  ({ db, now }) =>
    ({ params, staff }) =>
      getDuplicatePair(db, staff.regionId, params, todayInBrussels(now())),
);
