import { readSettings } from '@guichet/shared/contracts/settings';
import { listSettings } from '@guichet/shared/reads/list-settings';
import { route } from '../serve.ts';

export const readSettingsRoute = route(readSettings, ({ db, settingDefaults }) => async ({ staff }) => ({
  settings: await listSettings(db, staff.regionId, settingDefaults),
}));
