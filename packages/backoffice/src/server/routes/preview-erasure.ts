import { previewErasure as contract } from '@guichet/shared/contracts/privacy';
import { previewErasure } from '@guichet/shared/reads/preview-erasure';
import { loadRetentionPeriods } from '@guichet/shared/reads/load-settings';
import { route } from '../serve.ts';

export const previewErasureRoute = route(contract, ({ db, now, settingDefaults }) => async ({ params, staff }) => {
  const periods = await loadRetentionPeriods(db, settingDefaults);
  return previewErasure(db, { regionId: staff.regionId, personId: params.id }, { now: now(), periods });
});
