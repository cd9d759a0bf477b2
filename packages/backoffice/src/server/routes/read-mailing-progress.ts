import { readMailingProgress } from '@guichet/shared/contracts/mailing-sending';
import { readMailingProgress as read } from '@guichet/shared/reads/mailings/read-mailing-progress';
import { route } from '../serve.ts';

export const readMailingProgressRoute = route(
  readMailingProgress,
  ({ db, now }) =>
    ({ params, staff }) =>
      read(db, staff, params.id, now()),
);
