import { takeBackMailing as takeBack } from '@guichet/shared/commands/mailings/take-back-mailing';
import { takeBackMailing } from '@guichet/shared/contracts/mailing-sending';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const takeBackMailingRoute = route(
  takeBackMailing,
  (deps) =>
    ({ params, body, staff }) =>
      takeBack(contextOf(deps, staff), { ...body, mailingId: params.id }),
);
