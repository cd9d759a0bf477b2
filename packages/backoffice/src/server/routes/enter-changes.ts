import { enterChanges as enter } from '@guichet/shared/commands/entries/enter-changes';
import { enterChanges } from '@guichet/shared/contracts/entries';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const enterChangesRoute = route(
  enterChanges,
  (deps) =>
    ({ body, staff }) =>
      enter(contextOf(deps, staff), body, deps),
);
