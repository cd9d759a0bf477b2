import { listJournal as contract } from '@guichet/shared/contracts/journal';
import { listJournal } from '@guichet/shared/reads/journal/list-journal';
import { route } from '../serve.ts';

export const listJournalRoute = route(
  contract,
  ({ db, now }) =>
    ({ body, staff }) =>
      listJournal(db, { regionId: staff.regionId, now: now() }, body),
);
