import { checkMailing } from '@guichet/shared/contracts/mailing-sending';
import { checkMailing as check } from '@guichet/shared/reads/mailings/check-mailing';
import { route } from '../serve.ts';

export const checkMailingRoute = route(
  checkMailing,
  ({ db, fourEyes, now, mailingLimits: limits }) =>
    ({ params, staff }) =>
      check(db, staff, params.id, { fourEyes, now: now(), limits }),
);
