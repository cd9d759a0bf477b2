import { readEntryOptions } from '@guichet/shared/contracts/entries';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { getEntryOptions } from '@guichet/shared/reads/get-entry-options';
import { route } from '../serve.ts';

export const readEntryOptionsRoute = route(
  readEntryOptions,
  ({ db, now, singleHolderRoles, privacyUrl }) =>
    async ({ query, staff }) => ({
      ...(await getEntryOptions(db, staff.regionId, query.po ?? null, todayInBrussels(now()))),
      singleHolderRoles: [...singleHolderRoles],
      privacyUrl,
    }),
);
