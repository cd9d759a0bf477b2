import { searchEverything as contract } from '@guichet/shared/contracts/search';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { searchEverything } from '@guichet/shared/reads/search-everything';
import { route } from '../serve.ts';

export const searchEverythingRoute = route(
  contract,
  ({ db, now }) =>
    ({ body, staff }) =>
      searchEverything(db, { regionId: staff.regionId, today: todayInBrussels(now()) }, body),
);
