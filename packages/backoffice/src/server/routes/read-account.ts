import { sessionOf } from '@guichet/shared/auth/require-session';
import { readAccount } from '@guichet/shared/contracts/own-account';
import { readOwnAccount } from '@guichet/shared/reads/own-sign-in/read-own-account';
import { route } from '../serve.ts';

export const readAccountRoute = route(readAccount, ({ db, now, secondFactorRequired }) => ({ res }) => {
  const { staff, email, sessionId } = sessionOf(res);
  const self = { population: 'staff' as const, id: staff.id, name: staff.label, email, sessionId };
  return readOwnAccount(db, self, { now: now(), secondFactorRequired });
});
