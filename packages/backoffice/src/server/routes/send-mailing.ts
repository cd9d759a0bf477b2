import { sendMailing as send } from '@guichet/shared/commands/mailings/send-mailing';
import { sendMailing } from '@guichet/shared/contracts/mailing-sending';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const sendMailingRoute = route(sendMailing, (deps) => ({ params, body, staff }) => {
  const { fourEyes, mailingLimits: limits } = deps;
  return send(contextOf(deps, staff), { ...body, mailingId: params.id }, { fourEyes, limits });
});
