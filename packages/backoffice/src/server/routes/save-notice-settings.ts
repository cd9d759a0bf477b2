import { saveNoticeSettings } from '@guichet/shared/commands/notices/save-notice-settings';
import { saveNoticeSettings as contract } from '@guichet/shared/contracts/notices';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const saveNoticeSettingsRoute = route(contract, (deps) => async ({ body, staff }) => {
  await saveNoticeSettings(contextOf(deps, staff), body);
  return {};
});
