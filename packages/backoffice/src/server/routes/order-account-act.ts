import { orderAccountAct as command } from '@guichet/shared/commands/accounts/order-account-act';
import { orderAccountAct } from '@guichet/shared/contracts/persons';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderAccountActRoute = route(
  orderAccountAct,
  (deps) =>
    ({ params, body, staff }) =>
      command(contextOf(deps, staff), { personId: params.id, ...body }),
);
