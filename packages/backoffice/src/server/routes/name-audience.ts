import { nameAudience as contract } from '@guichet/shared/contracts/audience-preview';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { nameAudience } from '@guichet/shared/reads/mailings/name-audience';
import { route } from '../serve.ts';

export const nameAudienceRoute = route(
  contract,
  ({ db, now }) =>
    ({ staff, body }) =>
      nameAudience(db, { regionId: staff.regionId, today: todayInBrussels(now()) }, body),
);
