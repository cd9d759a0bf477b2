import { readForm } from '@guichet/shared/contracts/second-look';
import { getRequestForm } from '@guichet/shared/reads/get-request-form';
import { route } from '../serve.ts';

export const readFormRoute = route(
  readForm,
  ({ db }) =>
    ({ params, staff }) =>
      getRequestForm(db, staff.regionId, params.id),
);
