import { orderRevert as command } from '@guichet/shared/commands/order-revert';
import { orderRevert } from '@guichet/shared/contracts/second-look';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderRevertRoute = route(
  orderRevert,
  (deps) =>
    ({ params, body, staff }) =>
      command(contextOf(deps, staff), { requestId: params.id, ...body }),
);
