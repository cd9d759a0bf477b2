import { deleteExport as command } from '@guichet/shared/commands/exports/delete-export';
import { deleteExport } from '@guichet/shared/contracts/exports';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const deleteExportRoute = route(deleteExport, (deps) => async ({ params, staff }) => {
  await command(contextOf(deps, staff), params);
  return {};
});
