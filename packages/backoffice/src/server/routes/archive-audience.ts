import { archiveAudience as archive } from '@guichet/shared/commands/audiences/change-audience';
import { archiveAudience } from '@guichet/shared/contracts/audiences';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const archiveAudienceRoute = route(archiveAudience, (deps) => async ({ params, body, staff }) => {
  await archive(contextOf(deps, staff), { ...body, id: params.id });
  return {};
});
