import { readRetention } from '@guichet/shared/contracts/privacy';
import { listErasures, listRetentionRuns, previewRetention } from '@guichet/shared/reads/read-retention';
import { loadRetentionPeriods } from '@guichet/shared/reads/load-settings';
import { route } from '../serve.ts';

export const readRetentionRoute = route(readRetention, ({ db, now, settingDefaults }) => async ({ staff }) => ({
  rules: await previewRetention(db, staff.regionId, now(), await loadRetentionPeriods(db, settingDefaults)),
  runs: await listRetentionRuns(db),
  erasures: await listErasures(db, staff),
}));
