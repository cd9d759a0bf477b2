import { orderErasure } from '@guichet/shared/commands/privacy/order-erasure';
import { orderErasure as contract } from '@guichet/shared/contracts/privacy';
import { loadRetentionPeriods } from '@guichet/shared/reads/load-settings';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const orderErasureRoute = route(contract, (deps) => async ({ params, body, staff }) => {
  const { erasureId: id, acknowledged } = body;
  const periods = await loadRetentionPeriods(deps.db, deps.settingDefaults);
  const settings = { fourEyes: deps.fourEyes, periods };
  return orderErasure(contextOf(deps, staff), { id, personId: params.id, acknowledged }, settings);
});
