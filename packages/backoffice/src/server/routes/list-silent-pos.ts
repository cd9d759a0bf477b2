import { listSilentPos as contract } from '@guichet/shared/contracts/audience-preview';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { listSilentPos } from '@guichet/shared/reads/mailings/list-silent-pos';
import { route } from '../serve.ts';

export const listSilentPosRoute = route(
  contract,
  ({ db, now }) =>
    ({ staff, body: { kind, ...asked } }) =>
      listSilentPos(db, { regionId: staff.regionId, today: todayInBrussels(now()), kind }, asked),
);
