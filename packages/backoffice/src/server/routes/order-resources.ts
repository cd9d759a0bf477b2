import { orderResources as order } from '@guichet/shared/commands/resources/order-resources';
import { orderResources } from '@guichet/shared/contracts/resources';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderResourcesRoute = route(orderResources, (deps) => async ({ body, staff }) => {
  await order(contextOf(deps, staff), body);
  return {};
});
