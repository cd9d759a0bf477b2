import { finishStaffTask } from '@guichet/shared/commands/finish-staff-task';
import { finishTask } from '@guichet/shared/contracts/staff-tasks';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const finishTaskRoute = route(finishTask, (deps) => async ({ params, staff }) => {
  await finishStaffTask(contextOf(deps, staff), { taskId: params.id });
  return {};
});
