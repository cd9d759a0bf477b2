import { readPoChoices } from '@guichet/shared/contracts/po-list';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { listPoChoices } from '@guichet/shared/reads/list-po-choices';
import { route } from '../serve.ts';

export const readPoChoicesRoute = route(
  readPoChoices,
  ({ db, now }) =>
    ({ staff }) =>
      listPoChoices(db, staff.regionId, todayInBrussels(now())),
);
