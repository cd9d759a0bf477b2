import { changeResource as change } from '@guichet/shared/commands/resources/change-resource';
import { changeResource } from '@guichet/shared/contracts/resources';
import { getResource } from '@guichet/shared/reads/resources/list-menu';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changeResourceRoute = route(
  changeResource,
  (deps) =>
    async ({ params, body, staff }) =>
      getResource(deps.db, await change(contextOf(deps, staff), { ...body, id: params.id })),
);
