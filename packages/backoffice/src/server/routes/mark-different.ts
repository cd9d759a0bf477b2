import { markDifferent as command } from '@guichet/shared/commands/duplicates/settle-pair';
import { markDifferent } from '@guichet/shared/contracts/duplicates';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const markDifferentRoute = route(markDifferent, (deps) => async ({ body, staff }) => {
  await command(contextOf(deps, staff), body);
  return {};
});
