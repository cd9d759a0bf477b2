import { previewAudience as contract } from '@guichet/shared/contracts/audience-preview';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { previewAudience } from '@guichet/shared/reads/mailings/preview-audience';
import { route } from '../serve.ts';

export const previewAudienceRoute = route(
  contract,
  ({ db, now }) =>
    ({ staff, body: { kind, ...asked } }) =>
      previewAudience(db, { regionId: staff.regionId, today: todayInBrussels(now()), kind }, asked),
);
