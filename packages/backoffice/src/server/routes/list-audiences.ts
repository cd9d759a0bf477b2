import { listAudiences as contract } from '@guichet/shared/contracts/audiences';
import { listAudiences } from '@guichet/shared/reads/mailings/list-audiences';
import { route } from '../serve.ts';

export const listAudiencesRoute = route(contract, ({ db }) => async ({ staff }) => ({
  audiences: await listAudiences(db, staff.regionId),
}));
