import { orderRetention } from '@guichet/shared/commands/privacy/order-retention';
import { orderRetention as contract } from '@guichet/shared/contracts/privacy';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderRetentionRoute = route(
  contract,
  (deps) =>
    ({ body, staff }) =>
      orderRetention(contextOf(deps, staff), body),
);
