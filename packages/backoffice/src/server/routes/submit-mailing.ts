import { submitMailing as submit } from '@guichet/shared/commands/mailings/submit-mailing';
import { submitMailing } from '@guichet/shared/contracts/mailing-sending';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const submitMailingRoute = route(
  submitMailing,
  (deps) =>
    ({ params, body, staff }) =>
      submit(contextOf(deps, staff), { ...body, mailingId: params.id }, { limits: deps.mailingLimits }),
);
