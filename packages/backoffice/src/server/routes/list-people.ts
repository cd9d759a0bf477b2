import { listPeople as contract } from '@guichet/shared/contracts/people-list';
import { listPeople } from '@guichet/shared/reads/list-people';
import { route } from '../serve.ts';

export const listPeopleRoute = route(
  contract,
  ({ db, now }) =>
    ({ staff, body }) =>
      listPeople(db, { regionId: staff.regionId, now: now() }, body),
);
