import { takeValue as command } from '@guichet/shared/commands/take-value';
import { takeValue } from '@guichet/shared/contracts/second-look';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const takeValueRoute = route(takeValue, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body }, deps);
  return {};
});
