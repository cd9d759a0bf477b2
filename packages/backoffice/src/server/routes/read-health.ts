import { readHealth as contract } from '@guichet/shared/contracts/health';
import { readHealth } from '@guichet/shared/reads/health/read-health';
import { route } from '../serve.ts';

export const readHealthRoute = route(
  contract,
  ({ db, now }) =>
    () =>
      readHealth(db, now()),
);
