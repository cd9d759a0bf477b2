import { listTasks } from '@guichet/shared/contracts/staff-tasks';
import { listStaffTasks } from '@guichet/shared/reads/list-staff-tasks';
import { route } from '../serve.ts';

export const listTasksRoute = route(listTasks, ({ db }) => async ({ staff }) => ({
  tasks: await listStaffTasks(db, staff.regionId),
}));
