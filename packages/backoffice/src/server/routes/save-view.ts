import { saveView as command } from '@guichet/shared/commands/views/save-view';
import { saveView } from '@guichet/shared/contracts/saved-views';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const saveViewRoute = route(
  saveView,
  (deps) =>
    ({ body, staff }) =>
      command(contextOf(deps, staff), body),
);
