import { reopenPair as command } from '@guichet/shared/commands/duplicates/settle-pair';
import { reopenPair } from '@guichet/shared/contracts/duplicates';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const reopenPairRoute = route(reopenPair, (deps) => async ({ body, staff }) => {
  await command(contextOf(deps, staff), body);
  return {};
});
