import { listPlatforms } from '@guichet/shared/contracts/platforms';
import { listPlatforms as list } from '@guichet/shared/reads/list-platforms';
import { route } from '../serve.ts';

export const listPlatformsRoute = route(listPlatforms, ({ db, extranetUrl }) => async () => ({
  issuer: `${extranetUrl}/oidc`,
  platforms: await list(db),
}));
