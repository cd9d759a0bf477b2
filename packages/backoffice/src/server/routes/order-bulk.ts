import { orderBulkRun } from '@guichet/shared/commands/bulk/order-bulk-run';
import { orderBulk } from '@guichet/shared/contracts/bulk';
import { contextOf, settingsOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderBulkRoute = route(
  orderBulk,
  (deps) =>
    async ({ body, staff }) =>
      orderBulkRun(contextOf(deps, staff), body, await settingsOf(deps, staff)),
);
