import { printLabels as command } from '@guichet/shared/commands/exports/print-labels';
import { printLabels } from '@guichet/shared/contracts/labels';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const printLabelsRoute = route(
  printLabels,
  (deps) =>
    ({ body, staff }) =>
      command(contextOf(deps, staff), body, deps),
);
