import { readDashboard } from '@guichet/shared/contracts/dashboard';
import { getDashboard } from '@guichet/shared/reads/dashboard/get-dashboard';
import { route } from '../serve.ts';

export const readDashboardRoute = route(
  readDashboard,
  ({ db, now }) =>
    ({ staff, query }) =>
      getDashboard(db, staff.regionId, { now: now(), weeks: Number(query.weeks) }),
);
