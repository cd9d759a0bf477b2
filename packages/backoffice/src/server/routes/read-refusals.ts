import { readRefusals } from '@guichet/shared/contracts/member-imports';
import { writeRefusals } from '@guichet/shared/reads/import-rows';
import { route } from '../serve.ts';

export const readRefusalsRoute = route(
  readRefusals,
  ({ db }) =>
    ({ params, staff }) =>
      writeRefusals(db, staff, params.id),
);
