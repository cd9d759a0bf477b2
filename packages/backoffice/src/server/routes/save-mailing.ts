import { saveMailing as save } from '@guichet/shared/commands/mailings/save-mailing';
import { saveMailing } from '@guichet/shared/contracts/mailings';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const saveMailingRoute = route(saveMailing, (deps) => async ({ params, body, staff }) => {
  const { version, updatedAt } = await save(contextOf(deps, staff), { ...body, id: params.id });
  return { version, updatedAt: updatedAt.toISOString() };
});
