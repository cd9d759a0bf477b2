import { orderExport as command } from '@guichet/shared/commands/exports/order-export';
import { orderExport } from '@guichet/shared/contracts/exports';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderExportRoute = route(
  orderExport,
  (deps) =>
    ({ body, staff }) =>
      command(contextOf(deps, staff), body),
);
