import { orderMerge } from '@guichet/shared/commands/duplicates/order-merge';
import { mergePersons } from '@guichet/shared/contracts/duplicates';
import { contextOf, settingsOf } from '../deps.ts';
import { route } from '../serve.ts';

export const mergePersonsRoute = route(mergePersons, (deps) => async ({ body, staff }) => {
  const { requestId, appliesAt } = await orderMerge(contextOf(deps, staff), body, await settingsOf(deps, staff));
  return { requestId, appliesAt: appliesAt?.toISOString() ?? null };
});
