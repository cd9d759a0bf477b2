import { splitRequest } from '@guichet/shared/commands/split-request';
import { split } from '@guichet/shared/contracts/decisions';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const splitRoute = route(split, (deps) => async ({ params, body, staff }) => {
  await splitRequest(contextOf(deps, staff), { requestId: params.id, ...body }, deps);
  return {};
});
