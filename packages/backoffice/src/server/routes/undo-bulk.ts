import { undoBulkRun } from '@guichet/shared/commands/bulk/undo-bulk-run';
import { undoBulk } from '@guichet/shared/contracts/bulk';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const undoBulkRoute = route(
  undoBulk,
  (deps) =>
    ({ params, staff }) =>
      undoBulkRun(contextOf(deps, staff), { runId: params.id }),
);
