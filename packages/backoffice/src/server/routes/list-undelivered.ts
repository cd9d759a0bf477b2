import { listUndelivered } from '@guichet/shared/contracts/undelivered';
import { listUndelivered as readUndelivered } from '@guichet/shared/reads/dashboard/list-undelivered';
import { route } from '../serve.ts';

export const listUndeliveredRoute = route(
  listUndelivered,
  ({ db }) =>
    ({ staff, body }) =>
      readUndelivered(db, staff.regionId, body),
);
