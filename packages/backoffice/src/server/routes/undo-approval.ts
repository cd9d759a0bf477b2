import { undoApproval as command } from '@guichet/shared/commands/undo-approval';
import { undoApproval } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const undoApprovalRoute = route(undoApproval, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body });
  return {};
});
