import { listMailings } from '@guichet/shared/contracts/mailings';
import { listMailings as list } from '@guichet/shared/reads/mailings/list-mailings';
import { route } from '../serve.ts';

export const listMailingsRoute = route(
  listMailings,
  ({ db }) =>
    ({ query, staff }) =>
      list(db, { regionId: staff.regionId, list: query.list ?? 'open', after: query.after ?? null }),
);
