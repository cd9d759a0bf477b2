import { recordReading } from '@guichet/shared/commands/record-reading';
import { readPoFile } from '@guichet/shared/contracts/pos';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { getPoFile } from '@guichet/shared/reads/get-po-file';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const readPoFileRoute = route(readPoFile, (deps) => async ({ params, query, staff }) => {
  const { db, now, singleHolderRoles } = deps;
  const asked = { regionId: staff.regionId, today: todayInBrussels(now()), day: query.day, singleHolderRoles };
  // It shows birth dates and addresses of members: that is a reading of their files, noted beside it.
  const [file] = await Promise.all([
    getPoFile(db, params.id, asked),
    recordReading(contextOf(deps, staff), { poId: params.id }),
  ]);
  return file;
});
