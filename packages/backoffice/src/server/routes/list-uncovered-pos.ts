import { listUncoveredPos as contract } from '@guichet/shared/contracts/coverage';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { listUncoveredPos } from '@guichet/shared/reads/coverage/list-uncovered-pos';
import { route } from '../serve.ts';

export const listUncoveredPosRoute = route(
  contract,
  ({ db, now }) =>
    ({ staff, body }) =>
      listUncoveredPos(db, { regionId: staff.regionId, today: todayInBrussels(now()) }, body),
);
