import { stopBulkRun } from '@guichet/shared/commands/bulk/stop-bulk-run';
import { stopBulk } from '@guichet/shared/contracts/bulk';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const stopBulkRoute = route(stopBulk, (deps) => async ({ params, staff }) => {
  await stopBulkRun(contextOf(deps, staff), { runId: params.id });
  return {};
});
