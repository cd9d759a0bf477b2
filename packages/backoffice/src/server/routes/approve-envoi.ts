import { approveEnvoi as command } from '@guichet/shared/commands/approve-envoi';
import { approveEnvoi } from '@guichet/shared/contracts/decisions';
import { contextOf, settingsOf } from '../deps.ts';
import { route } from '../serve.ts';

export const approveEnvoiRoute = route(approveEnvoi, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body }, await settingsOf(deps, staff));
  return {};
});
