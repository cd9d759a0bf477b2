import { createResource as create } from '@guichet/shared/commands/resources/create-resource';
import { createResource } from '@guichet/shared/contracts/resources';
import { getResource } from '@guichet/shared/reads/resources/list-menu';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const createResourceRoute = route(
  createResource,
  (deps) =>
    async ({ body, staff }) =>
      getResource(deps.db, await create(contextOf(deps, staff), body)),
);
