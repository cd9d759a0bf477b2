import { readSession } from '@guichet/shared/contracts/session';
import { getRegion } from '@guichet/shared/reads/get-region';
import { REQUEST_TYPE_NAMES, STAFF_TYPE_NAMES, typeLabel } from '@guichet/shared/request-types/forms';
import { route } from '../serve.ts';

export const readSessionRoute = route(readSession, ({ db, secondFactorRequired }) => async ({ staff }) => ({
  staff: { id: staff.id, name: staff.label, role: staff.role },
  region: { name: (await getRegion(db, staff.regionId)).name },
  requestTypes: [...REQUEST_TYPE_NAMES, ...STAFF_TYPE_NAMES].map((name) => ({ name, label: typeLabel(name) })),
  secondFactorRequired,
}));
