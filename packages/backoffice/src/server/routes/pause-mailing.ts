import { pauseMailing as pause } from '@guichet/shared/commands/mailings/pause-mailing';
import { pauseMailing } from '@guichet/shared/contracts/mailing-sending';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const pauseMailingRoute = route(
  pauseMailing,
  (deps) =>
    ({ params, staff }) =>
      pause(contextOf(deps, staff), { mailingId: params.id }),
);
