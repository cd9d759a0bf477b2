import { endSession as command } from '@guichet/shared/commands/own-sign-in/end-sessions';
import { endSession } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const endSessionRoute = route(endSession, (deps) => async ({ params, staff }) => {
  await command(contextOf(deps, staff), { sessionId: params.id });
  return {};
});
