import { searchPeople as contract } from '@guichet/shared/contracts/people';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { searchPeople } from '@guichet/shared/reads/search-people';
import { route } from '../serve.ts';

export const searchPeopleRoute = route(contract, ({ db, now }) => async ({ query, staff }) => ({
  people: await searchPeople(db, staff.regionId, query.q, todayInBrussels(now())),
}));
