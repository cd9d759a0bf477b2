import { stopMailing as stop } from '@guichet/shared/commands/mailings/stop-mailing';
import { stopMailing } from '@guichet/shared/contracts/mailing-sending';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const stopMailingRoute = route(
  stopMailing,
  (deps) =>
    ({ params, staff }) =>
      stop(contextOf(deps, staff), { mailingId: params.id }),
);
