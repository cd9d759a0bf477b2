import { previewCorrection } from '@guichet/shared/contracts/decisions';
import { previewCorrection as read } from '@guichet/shared/reads/preview-correction';
import { route } from '../serve.ts';

export const previewCorrectionRoute = route(
  previewCorrection,
  ({ db, now }) =>
    ({ params, body, staff }) =>
      read(db, staff, { requestId: params.id, ...body }, now()),
);
