import { listBulkRuns as contract } from '@guichet/shared/contracts/bulk';
import { listBulkRuns } from '@guichet/shared/reads/bulk-runs';
import { route } from '../serve.ts';

export const listBulkRunsRoute = route(contract, ({ db }) => async ({ staff }) => ({
  runs: await listBulkRuns(db, staff),
}));
