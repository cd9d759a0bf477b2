import { readNoticeSettings } from '@guichet/shared/contracts/notices';
import { listNoticeSettings } from '@guichet/shared/reads/list-notice-settings';
import { route } from '../serve.ts';

export const readNoticeSettingsRoute = route(readNoticeSettings, ({ db }) => async ({ staff }) => ({
  settings: await listNoticeSettings(db, staff),
}));
