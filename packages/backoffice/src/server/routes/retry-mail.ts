import { retryMail as retryMailCommand } from '@guichet/shared/commands/retry-mail';
import { retryMail } from '@guichet/shared/contracts/staff-tasks';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const retryMailRoute = route(retryMail, (deps) => async ({ params, staff }) => {
  await retryMailCommand(contextOf(deps, staff), { taskId: params.id });
  return {};
});
