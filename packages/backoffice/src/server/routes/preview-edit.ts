import { previewEdit as contract } from '@guichet/shared/contracts/edits';
import { previewEdit } from '@guichet/shared/reads/preview-edit';
import { route } from '../serve.ts';

export const previewEditRoute = route(
  contract,
  ({ db, now, singleHolderRoles, fourEyes }) =>
    ({ body, staff }) =>
      previewEdit(db, staff, body, { now: now(), singleHolderRoles, fourEyes }),
);
