import { discardMailing as discard } from '@guichet/shared/commands/mailings/discard-mailing';
import { discardMailing } from '@guichet/shared/contracts/mailings';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const discardMailingRoute = route(discardMailing, (deps) => async ({ params, body, staff }) => {
  const { version, updatedAt } = await discard(contextOf(deps, staff), { ...body, id: params.id });
  return { version, updatedAt: updatedAt.toISOString() };
});
