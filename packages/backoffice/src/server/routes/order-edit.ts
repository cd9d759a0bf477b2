import { orderEdit as command } from '@guichet/shared/commands/edits/order-edit';
import { orderEdit } from '@guichet/shared/contracts/edits';
import { contextOf, settingsOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderEditRoute = route(orderEdit, (deps) => async ({ body, staff }) => {
  const receipt = await command(contextOf(deps, staff), body, await settingsOf(deps, staff));
  return { ...receipt, appliesAt: receipt.appliesAt?.toISOString() ?? null };
});
