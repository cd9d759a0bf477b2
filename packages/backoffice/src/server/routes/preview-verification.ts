import { previewVerification as contract } from '@guichet/shared/contracts/verification';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { previewVerification } from '@guichet/shared/reads/list-verifications';
import { route } from '../serve.ts';

export const previewVerificationRoute = route(
  contract,
  ({ db, now }) =>
    ({ staff }) =>
      previewVerification(db, { regionId: staff.regionId, today: todayInBrussels(now()) }),
);
