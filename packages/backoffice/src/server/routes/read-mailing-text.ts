import { readMailingText } from '@guichet/shared/contracts/mailing-proofs';
import { getMailingText } from '@guichet/shared/reads/mailings/get-mailing-text';
import { route } from '../serve.ts';

export const readMailingTextRoute = route(
  readMailingText,
  ({ db }) =>
    ({ params, staff }) =>
      getMailingText(db, { id: params.id, regionId: staff.regionId }),
);
