import { previewErasure as contract } from '@guichet/shared/contracts/privacy';
import { previewErasure } from '@guichet/shared/reads/preview-erasure';
import { route } from '../serve.ts';

export const previewErasureRoute = route(
  contract,
  ({ db, now, retentionPeriods: periods }) =>
    ({ params, staff }) =>
      previewErasure(db, { regionId: staff.regionId, personId: params.id }, { now: now(), periods }),
);
