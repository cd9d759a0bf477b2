import { listImportRows as contract } from '@guichet/shared/contracts/member-imports';
import { listImportRows } from '@guichet/shared/reads/import-rows';
import { route } from '../serve.ts';

export const listImportRowsRoute = route(
  contract,
  ({ db }) =>
    ({ params, query, staff }) =>
      listImportRows(db, staff, params.id, query),
);
