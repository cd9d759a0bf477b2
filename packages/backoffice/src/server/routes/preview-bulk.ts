import { previewBulk as contract } from '@guichet/shared/contracts/bulk';
import { previewBulk } from '@guichet/shared/reads/preview-bulk';
import { settingsOf } from '../deps.ts';
import { route } from '../serve.ts';

export const previewBulkRoute = route(contract, (deps) => async ({ body, staff }) => {
  const settings = await settingsOf(deps, staff);
  return previewBulk(deps.db, staff, body, { ...settings, now: deps.now() });
});
