import { settleImportRow as command } from '@guichet/shared/commands/member-import/settle-import-row';
import { settleImportRow } from '@guichet/shared/contracts/member-imports';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const settleImportRowRoute = route(settleImportRow, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { importId: params.id, ...body });
  return {};
});
