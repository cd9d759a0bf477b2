import { previewSetting as contract } from '@guichet/shared/contracts/settings';
import { previewSetting } from '@guichet/shared/reads/preview-setting';
import { route } from '../serve.ts';

export const previewSettingRoute = route(
  contract,
  ({ db, now, settingDefaults: given }) =>
    ({ body, staff }) =>
      previewSetting(db, staff.regionId, body, { given, now: now() }),
);
