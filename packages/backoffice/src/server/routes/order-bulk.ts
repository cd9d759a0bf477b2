import { orderBulkRun } from '@guichet/shared/commands/bulk/order-bulk-run';
import { orderBulk } from '@guichet/shared/contracts/bulk';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderBulkRoute = route(
  orderBulk,
  (deps) =>
    ({ body, staff }) =>
      orderBulkRun(contextOf(deps, staff), body, deps),
);
