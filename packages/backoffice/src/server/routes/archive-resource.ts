import { archiveResource as archive } from '@guichet/shared/commands/resources/change-resource';
import { archiveResource } from '@guichet/shared/contracts/resources';
import { getResource } from '@guichet/shared/reads/resources/list-menu';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const archiveResourceRoute = route(
  archiveResource,
  (deps) =>
    async ({ params, body, staff }) =>
      getResource(deps.db, await archive(contextOf(deps, staff), { ...body, id: params.id })),
);
