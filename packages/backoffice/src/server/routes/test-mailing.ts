import { testMailing as sendTest } from '@guichet/shared/commands/mailings/test-mailing';
import { testMailing } from '@guichet/shared/contracts/mailing-proofs';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const testMailingRoute = route(
  testMailing,
  (deps) =>
    ({ params, body, staff }) =>
      sendTest(contextOf(deps, staff), { ...body, mailingId: params.id }),
);
