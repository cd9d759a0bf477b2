import { orderErasure } from '@guichet/shared/commands/privacy/order-erasure';
import { orderErasure as contract } from '@guichet/shared/contracts/privacy';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderErasureRoute = route(contract, (deps) => ({ params, body, staff }) => {
  const { erasureId: id, acknowledged } = body;
  const { fourEyes, retentionPeriods: periods } = deps;
  return orderErasure(contextOf(deps, staff), { id, personId: params.id, acknowledged }, { fourEyes, periods });
});
