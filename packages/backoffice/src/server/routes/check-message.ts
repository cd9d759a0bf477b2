import { checkMessage } from '@guichet/shared/contracts/mailing-proofs';
import { checkMessage as check } from '@guichet/shared/reads/mailings/check-message';
import { route } from '../serve.ts';

export const checkMessageRoute = route(
  checkMessage,
  ({ db, mailingLimits: limits, linkCheckHosts: linkHosts }) =>
    ({ params, staff }) =>
      check(db, { mailingId: params.id, regionId: staff.regionId, limits, linkHosts }),
);
