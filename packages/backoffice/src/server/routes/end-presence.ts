import { endPresence } from '@guichet/shared/commands/end-presence';
import { endPresence as contract } from '@guichet/shared/contracts/presence';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const endPresenceRoute = route(contract, (deps) => async ({ params, staff }) => {
  await endPresence(contextOf(deps, staff), { tabId: params.id });
  return {};
});
