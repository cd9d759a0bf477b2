import { takeBackEdit as command } from '@guichet/shared/commands/edits/take-back-edit';
import { takeBackEdit } from '@guichet/shared/contracts/edits';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const takeBackEditRoute = route(takeBackEdit, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { requestId: params.id, ...body });
  return {};
});
