import { readImport } from '@guichet/shared/contracts/member-imports';
import { getMemberImport } from '@guichet/shared/reads/member-imports';
import { route } from '../serve.ts';

export const readImportRoute = route(
  readImport,
  ({ db, now, fourEyes }) =>
    ({ params, staff }) =>
      getMemberImport(db, staff, params.id, { now: now(), fourEyes }),
);
