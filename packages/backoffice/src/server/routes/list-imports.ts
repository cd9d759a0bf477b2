import { listImports } from '@guichet/shared/contracts/member-imports';
import { listMemberImports } from '@guichet/shared/reads/member-imports';
import { route } from '../serve.ts';

export const listImportsRoute = route(
  listImports,
  ({ db, now, fourEyes, importMaxMegabytes }) =>
    async ({ staff }) => ({
      imports: await listMemberImports(db, staff, { now: now(), fourEyes }),
      maxMegabytes: importMaxMegabytes,
    }),
);
