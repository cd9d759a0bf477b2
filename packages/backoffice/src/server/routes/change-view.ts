import { changeView as command } from '@guichet/shared/commands/views/change-view';
import { changeView } from '@guichet/shared/contracts/saved-views';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changeViewRoute = route(changeView, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { viewId: params.id, ...body });
  return {};
});
