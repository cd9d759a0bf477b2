import { sessionOf } from '@guichet/shared/auth/require-session';
import { endOtherSessions as command } from '@guichet/shared/commands/own-sign-in/end-sessions';
import { endOtherSessions } from '@guichet/shared/contracts/own-account';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const endOtherSessionsRoute = route(
  endOtherSessions,
  (deps) =>
    ({ staff, res }) =>
      command(contextOf(deps, staff), sessionOf(res)),
);
