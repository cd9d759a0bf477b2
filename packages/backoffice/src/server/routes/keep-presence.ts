import { keepPresence } from '@guichet/shared/commands/keep-presence';
import { keepPresence as contract } from '@guichet/shared/contracts/presence';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const keepPresenceRoute = route(contract, (deps) => async ({ params, body, staff }) => {
  await keepPresence(contextOf(deps, staff), { tabId: params.id, ...body });
  return {};
});
