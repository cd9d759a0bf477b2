import { openOrClosePlatform } from '@guichet/shared/commands/platforms/change-platform';
import { disablePlatform } from '@guichet/shared/contracts/platforms';
import { getPlatformView } from '@guichet/shared/reads/list-platforms';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const disablePlatformRoute = route(disablePlatform, (deps) => async ({ params, body, staff }) => {
  await openOrClosePlatform(contextOf(deps, staff), { ...body, id: params.id, disabled: true });
  return getPlatformView(deps.db, params.id);
});
