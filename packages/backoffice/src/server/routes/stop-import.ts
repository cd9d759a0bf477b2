import { stopImport as command } from '@guichet/shared/commands/member-import/stop-import';
import { stopImport } from '@guichet/shared/contracts/member-imports';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const stopImportRoute = route(stopImport, (deps) => async ({ params, staff }) => {
  await command(contextOf(deps, staff), { importId: params.id });
  return {};
});
