import { listNotices } from '@guichet/shared/contracts/notices';
import { listNotices as readNotices } from '@guichet/shared/reads/list-notices';
import { route } from '../serve.ts';

export const listNoticesRoute = route(listNotices, ({ db }) => async ({ staff }) => ({
  notices: await readNotices(db, staff.id),
}));
