import { openOrClosePlatform } from '@guichet/shared/commands/platforms/change-platform';
import { enablePlatform } from '@guichet/shared/contracts/platforms';
import { getPlatformView } from '@guichet/shared/reads/list-platforms';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const enablePlatformRoute = route(enablePlatform, (deps) => async ({ params, body, staff }) => {
  await openOrClosePlatform(contextOf(deps, staff), { ...body, id: params.id, disabled: false });
  return getPlatformView(deps.db, params.id);
});
