import { unmergeRequest } from '@guichet/shared/commands/merge-request';
import { unmerge } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const unmergeRoute = route(unmerge, (deps) => async ({ params, body, staff }) => {
  await unmergeRequest(contextOf(deps, staff), { requestId: params.id, ...body });
  return {};
});
