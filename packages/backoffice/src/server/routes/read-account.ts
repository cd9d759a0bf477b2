import { sessionOf } from '@guichet/shared/auth/require-session';
import { readAccount } from '@guichet/shared/contracts/own-account';
import { readOwnAccount } from '@guichet/shared/reads/staff/read-own-account';
import { route } from '../serve.ts';

export const readAccountRoute = route(
  readAccount,
  ({ db, now, secondFactorRequired }) =>
    ({ res }) =>
      readOwnAccount(db, sessionOf(res), { now: now(), secondFactorRequired }),
);
