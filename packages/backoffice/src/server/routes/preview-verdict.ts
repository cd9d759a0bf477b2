import { previewVerdict as contract } from '@guichet/shared/contracts/verdict-preview';
import { previewVerdict } from '@guichet/shared/reads/preview-verdict';
import { route } from '../serve.ts';

export const previewVerdictRoute = route(
  contract,
  ({ db, now }) =>
    ({ params, body, staff }) =>
      previewVerdict(db, staff, { requestId: params.id, ...body }, now()),
);
