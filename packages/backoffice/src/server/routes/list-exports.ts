import { listExports } from '@guichet/shared/contracts/exports';
import { listOwnExports } from '@guichet/shared/reads/exports/list-own-exports';
import { route } from '../serve.ts';

export const listExportsRoute = route(
  listExports,
  ({ db, now }) =>
    ({ staff }) =>
      listOwnExports(db, { staffId: staff.id, now: now() }),
);
