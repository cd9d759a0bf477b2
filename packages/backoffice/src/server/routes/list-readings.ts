import { listReadings } from '@guichet/shared/contracts/persons';
import { listAllReadings } from '@guichet/shared/reads/list-readings';
import { route } from '../serve.ts';

export const listReadingsRoute = route(listReadings, ({ db, now }) => async ({ params, staff }) => ({
  readings: await listAllReadings(db, staff.regionId, params.id, now()),
}));
