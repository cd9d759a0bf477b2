import { noteMailingWish as command } from '@guichet/shared/commands/mailings/note-mailing-wish';
import { noteMailingWish } from '@guichet/shared/contracts/persons';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const noteMailingWishRoute = route(noteMailingWish, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { personId: params.id, ...body });
  return {};
});
