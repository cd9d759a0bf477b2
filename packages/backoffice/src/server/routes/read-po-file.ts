import { readPoFile } from '@guichet/shared/contracts/pos';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { getPoFile } from '@guichet/shared/reads/get-po-file';
import { route } from '../serve.ts';

export const readPoFileRoute = route(
  readPoFile,
  ({ db, now }) =>
    ({ params, staff }) =>
      getPoFile(db, staff.regionId, params.id, todayInBrussels(now())),
);
