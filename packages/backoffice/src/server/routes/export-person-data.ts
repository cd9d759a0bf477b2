import { exportPersonData } from '@guichet/shared/commands/privacy/export-person-data';
import { exportPersonData as contract } from '@guichet/shared/contracts/privacy';
import { loadRetentionPeriods } from '@guichet/shared/reads/load-settings';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const exportPersonDataRoute = route(contract, (deps) => async ({ params, staff }) => {
  const periods = await loadRetentionPeriods(deps.db, deps.settingDefaults);
  return exportPersonData(contextOf(deps, staff), { personId: params.id }, periods);
});
