import { settleFinding } from '@guichet/shared/commands/settle-finding';
import { settle } from '@guichet/shared/contracts/decisions';
import type { Settlement } from '@guichet/shared/request-types/plan';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const settleRoute = route(settle, (deps) => async ({ params, body, staff }) => {
  // JSON knows no `undefined`: what is optional in the contract is there or is not.
  const settlement = body.settlement as Settlement;
  const { version, clear = [] } = body;
  await settleFinding(contextOf(deps, staff), { requestId: params.id, version, settlement, clear }, deps);
  return {};
});
