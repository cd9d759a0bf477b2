import { readPoFile } from '@guichet/shared/contracts/pos';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { getPoFile } from '@guichet/shared/reads/get-po-file';
import { route } from '../serve.ts';

export const readPoFileRoute = route(readPoFile, ({ db, now, singleHolderRoles }) => ({ params, query, staff }) => {
  const today = todayInBrussels(now());
  return getPoFile(db, params.id, { regionId: staff.regionId, today, day: query.day, singleHolderRoles });
});
