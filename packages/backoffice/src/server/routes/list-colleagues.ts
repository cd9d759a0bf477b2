import { listColleagues as contract } from '@guichet/shared/contracts/triage';
import { listColleagues } from '@guichet/shared/reads/list-colleagues';
import { route } from '../serve.ts';

export const listColleaguesRoute = route(contract, ({ db }) => async ({ staff }) => ({
  colleagues: await listColleagues(db, staff.regionId),
}));
