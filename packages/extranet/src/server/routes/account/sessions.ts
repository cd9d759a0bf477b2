import { memberOf } from '@guichet/shared/auth/require-session';
import { endOtherSessions, endSession } from '@guichet/shared/commands/own-sign-in/end-sessions';
import { NotFoundError } from '@guichet/shared/errors/errors';
import type { Express, RequestHandler } from 'express';
import type { Extranet } from '../../extranet.ts';
import { ownContext } from './own-page.tsx';

/** Ending one's own sessions: who does not know one ends it at once. */
export function sessionRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.post('/compte/sessions/fermer-les-autres', member, async (_req, res) => {
    const { sessionId } = memberOf(res);
    await endOtherSessions(ownContext(extranet, res), { sessionId });
    res.redirect(303, '/compte?fait=sessions-terminees');
  });

  app.post('/compte/sessions/:id/fermer', member, async (req, res) => {
    const sessionId = String(req.params.id);
    if (!/^[0-9a-f-]{36}$/.test(sessionId)) throw new NotFoundError('no session has such an id');
    await endSession(ownContext(extranet, res), { sessionId });
    res.redirect(303, '/compte?fait=session-terminee');
  });
}
