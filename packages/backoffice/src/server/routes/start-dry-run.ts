import { startDryRun as command } from '@guichet/shared/commands/member-import/start-dry-run';
import { startDryRun } from '@guichet/shared/contracts/member-imports';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const startDryRunRoute = route(startDryRun, (deps) => async ({ params, body, staff }) => {
  await command(contextOf(deps, staff), { importId: params.id, mapping: body.mapping });
  return {};
});
