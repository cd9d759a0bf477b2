import { readAudienceChoices } from '@guichet/shared/contracts/audience-preview';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { listAudienceChoices } from '@guichet/shared/reads/mailings/list-audience-choices';
import { route } from '../serve.ts';

export const readAudienceChoicesRoute = route(
  readAudienceChoices,
  ({ db, now, settingDefaults }) =>
    ({ staff }) =>
      listAudienceChoices(db, { regionId: staff.regionId, today: todayInBrussels(now()) }, settingDefaults),
);
