import { listMergeCandidates } from '@guichet/shared/contracts/merge';
import { listMergeCandidates as read } from '@guichet/shared/reads/list-merge-candidates';
import { route } from '../serve.ts';

export const listMergeCandidatesRoute = route(
  listMergeCandidates,
  ({ db }) =>
    ({ params, staff }) =>
      read(db, staff, params.id),
);
