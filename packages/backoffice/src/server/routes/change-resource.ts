import { changeResource as change } from '@guichet/shared/commands/resources/change-resource';
import { changeResource } from '@guichet/shared/contracts/resources';
import { viewResource } from '@guichet/shared/reads/list-menu';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changeResourceRoute = route(
  changeResource,
  (deps) =>
    async ({ params, body, staff }) =>
      viewResource(await change(contextOf(deps, staff), { ...body, id: params.id })),
);
