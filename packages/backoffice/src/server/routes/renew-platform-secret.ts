import { renewPlatformSecret as renew } from '@guichet/shared/commands/platforms/change-platform';
import { renewPlatformSecret } from '@guichet/shared/contracts/platforms';
import { getPlatformView } from '@guichet/shared/reads/list-platforms';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const renewPlatformSecretRoute = route(renewPlatformSecret, (deps) => async ({ params, body, staff }) => {
  const { secret } = await renew(contextOf(deps, staff), { ...body, id: params.id });
  return { platform: await getPlatformView(deps.db, params.id), secret };
});
