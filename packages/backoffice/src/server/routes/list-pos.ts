import { listPos as contract } from '@guichet/shared/contracts/po-list';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { listPos } from '@guichet/shared/reads/list-pos';
import { route } from '../serve.ts';

export const listPosRoute = route(
  contract,
  ({ db, now, singleHolderRoles }) =>
    ({ body, staff }) =>
      listPos(db, { regionId: staff.regionId, today: todayInBrussels(now()), singleHolderRoles }, body),
);
