import { previewPersonMail as contract } from '@guichet/shared/contracts/persons';
import { previewPersonMail } from '@guichet/shared/reads/preview-person-mail';
import { route } from '../serve.ts';

export const previewPersonMailRoute = route(
  contract,
  ({ db }) =>
    ({ params, query, staff }) =>
      previewPersonMail(db, staff.regionId, { personId: params.id, mailId: query.mail }),
);
