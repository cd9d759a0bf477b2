import { countDuplicates } from '@guichet/shared/contracts/duplicates';
import { countDuplicatePairs } from '@guichet/shared/reads/duplicates/list-duplicate-pairs';
import { route } from '../serve.ts';

export const countDuplicatesRoute = route(countDuplicates, ({ db }) => async ({ staff }) => ({
  waiting: await countDuplicatePairs(db, staff.regionId),
}));
