import { sendBackMailing as sendBack } from '@guichet/shared/commands/mailings/send-back-mailing';
import { sendBackMailing } from '@guichet/shared/contracts/mailing-sending';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const sendBackMailingRoute = route(
  sendBackMailing,
  (deps) =>
    ({ params, body, staff }) =>
      sendBack(contextOf(deps, staff), { ...body, mailingId: params.id }),
);
