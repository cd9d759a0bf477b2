import { createResource as create } from '@guichet/shared/commands/resources/create-resource';
import { createResource } from '@guichet/shared/contracts/resources';
import { viewResource } from '@guichet/shared/reads/list-menu';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const createResourceRoute = route(
  createResource,
  (deps) =>
    async ({ body, staff }) =>
      viewResource(await create(contextOf(deps, staff), body)),
);
