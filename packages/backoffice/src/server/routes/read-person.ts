import { recordReading } from '@guichet/shared/commands/record-reading';
import { readPerson } from '@guichet/shared/contracts/persons';
import { getPersonFile } from '@guichet/shared/reads/get-person-file';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const readPersonRoute = route(readPerson, (deps) => async ({ params, staff }) => {
  // Beside each other: the record costs the page no time.
  const [file] = await Promise.all([
    getPersonFile(deps.db, staff.regionId, params.id, deps.now()),
    recordReading(contextOf(deps, staff), { personId: params.id }),
  ]);
  return file;
});
