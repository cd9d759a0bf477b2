import { orderAuditCheck } from '@guichet/shared/commands/audit/order-audit-check';
import { orderAuditCheck as contract } from '@guichet/shared/contracts/journal';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderAuditCheckRoute = route(
  contract,
  (deps) =>
    ({ body, staff }) =>
      orderAuditCheck(contextOf(deps, staff), body),
);
