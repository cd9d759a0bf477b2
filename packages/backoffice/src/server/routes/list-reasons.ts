import { listReasons as contract } from '@guichet/shared/contracts/reason-templates';
import { listReasons } from '@guichet/shared/reads/list-reason-templates';
import { route } from '../serve.ts';

export const listReasonsRoute = route(contract, ({ db }) => async ({ params, staff }) => ({
  reasons: await listReasons(db, staff, params.id),
}));
