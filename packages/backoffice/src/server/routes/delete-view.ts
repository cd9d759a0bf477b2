import { deleteView as command } from '@guichet/shared/commands/views/delete-view';
import { deleteView } from '@guichet/shared/contracts/saved-views';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const deleteViewRoute = route(deleteView, (deps) => async ({ params, staff }) => {
  await command(contextOf(deps, staff), { viewId: params.id });
  return {};
});
