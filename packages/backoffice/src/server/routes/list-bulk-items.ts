import { listBulkItems as contract } from '@guichet/shared/contracts/bulk';
import { listBulkItems } from '@guichet/shared/reads/bulk-runs';
import { route } from '../serve.ts';

export const listBulkItemsRoute = route(contract, ({ db }) => async ({ params, staff }) => ({
  items: await listBulkItems(db, staff, params.id),
}));
