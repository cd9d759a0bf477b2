import { listPresence } from '@guichet/shared/contracts/presence';
import { listPresence as readPresence } from '@guichet/shared/reads/list-presence';
import { route } from '../serve.ts';

export const listPresenceRoute = route(listPresence, ({ db }) => async ({ staff }) => ({
  present: await readPresence(db, staff.regionId),
}));
