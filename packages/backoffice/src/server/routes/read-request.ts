import { readRequest } from '@guichet/shared/contracts/request-view';
import { getRequestView } from '@guichet/shared/reads/get-request-view';
import { route } from '../serve.ts';

export const readRequestRoute = route(
  readRequest,
  ({ db, now, ...options }) =>
    ({ params, staff }) =>
      getRequestView(db, staff, params.id, { ...options, now: now() }),
);
