import { orderInvitations as command } from '@guichet/shared/commands/member-import/order-invitations';
import { orderInvitations } from '@guichet/shared/contracts/member-imports';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderInvitationsRoute = route(orderInvitations, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { importId: params.id, ...body });
  return {};
});
