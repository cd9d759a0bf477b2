import { readPoFreshness as contract } from '@guichet/shared/contracts/verification';
import { readPoFreshness } from '@guichet/shared/reads/list-verifications';
import { route } from '../serve.ts';

export const readPoFreshnessRoute = route(
  contract,
  ({ db, now }) =>
    ({ params, staff }) =>
      readPoFreshness(db, { regionId: staff.regionId, poId: params.id, now: now() }),
);
