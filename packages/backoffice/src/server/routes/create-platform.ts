import { createPlatform as create } from '@guichet/shared/commands/platforms/create-platform';
import { createPlatform } from '@guichet/shared/contracts/platforms';
import { viewPlatform } from '@guichet/shared/reads/list-platforms';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const createPlatformRoute = route(createPlatform, (deps) => async ({ body, staff }) => {
  const { platform, secret } = await create(contextOf(deps, staff), body, { allowLocalhost: deps.demo });
  return { platform: viewPlatform(platform, 0), secret };
});
