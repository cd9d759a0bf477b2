import { changePlatform as change } from '@guichet/shared/commands/platforms/change-platform';
import { changePlatform } from '@guichet/shared/contracts/platforms';
import { getPlatformView } from '@guichet/shared/reads/list-platforms';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changePlatformRoute = route(changePlatform, (deps) => async ({ params, body, staff }) => {
  const { id } = params;
  await change(contextOf(deps, staff), { ...body, id }, { allowLocalhost: deps.demo });
  return getPlatformView(deps.db, id);
});
