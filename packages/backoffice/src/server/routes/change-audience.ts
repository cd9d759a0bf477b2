import { changeAudience as change } from '@guichet/shared/commands/audiences/change-audience';
import { changeAudience } from '@guichet/shared/contracts/audiences';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const changeAudienceRoute = route(
  changeAudience,
  (deps) =>
    ({ params, body, staff }) =>
      change(contextOf(deps, staff), { ...body, id: params.id }),
);
