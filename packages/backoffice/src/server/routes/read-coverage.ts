import { readCoverage } from '@guichet/shared/contracts/coverage';
import { getCoverage } from '@guichet/shared/reads/coverage/get-coverage';
import { route } from '../serve.ts';

export const readCoverageRoute = route(
  readCoverage,
  ({ db, now }) =>
    ({ staff }) =>
      getCoverage(db, staff.regionId, now()),
);
