import { listTeam as contract } from '@guichet/shared/contracts/team';
import { listTeam } from '@guichet/shared/reads/staff/list-team';
import { route } from '../serve.ts';

export const listTeamRoute = route(
  contract,
  ({ db, now }) =>
    ({ staff }) =>
      listTeam(db, staff, now()),
);
