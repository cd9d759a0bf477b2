import { sendMessage as command } from '@guichet/shared/commands/send-message';
import { sendMessage } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const sendMessageRoute = route(sendMessage, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body });
  return {};
});
