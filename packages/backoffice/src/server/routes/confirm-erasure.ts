import { confirmErasure } from '@guichet/shared/commands/privacy/order-erasure';
import { confirmErasure as contract } from '@guichet/shared/contracts/privacy';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const confirmErasureRoute = route(contract, (deps) => async ({ params, body, staff }) => {
  await confirmErasure(contextOf(deps, staff), { erasureId: params.id, accept: body.accept });
  return {};
});
