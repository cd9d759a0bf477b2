import { orderImport as command } from '@guichet/shared/commands/member-import/order-import';
import { orderImport } from '@guichet/shared/contracts/member-imports';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderImportRoute = route(orderImport, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { importId: params.id, ...body }, deps);
  return {};
});
