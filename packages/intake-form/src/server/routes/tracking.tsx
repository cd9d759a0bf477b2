import { csrfToken } from '@guichet/shared/http/csrf';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import type { Express, Request, Response } from 'express';
import { confirmSubmitterEmail } from '../commands/confirm-submitter-email.ts';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { TrackingHelpPage } from '../pages/tracking-help-page.tsx';
import { TrackingPage } from '../pages/tracking-page.tsx';
import { trackSubmission } from '../reads/track-submission.ts';
import { listIfReachable } from './home.tsx';

/** Following an envoi by the link in its acknowledgement. */
export function trackingRoutes(app: Express, intake: Intake): void {
  app.get('/suivi', async (_req, res) => {
    sendPage(res, 200, {
      title: 'Suivre une demande',
      current: 'tracking',
      children: <TrackingHelpPage secretariats={await listIfReachable(intake)} />,
    });
  });

  app.get('/suivi/:secret', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    const found = secret && (await trackSubmission(intake.submit.db, secret));
    if (!found) return sendDeadLink(intake, res);
    sendPage(res, 200, {
      title: found.requests.length > 1 ? 'Où en sont vos demandes' : 'Où en est votre demande',
      current: 'tracking',
      children: <TrackingPage found={found} confirmAction={`/suivi/${secret}/confirmer`} csrf={csrfToken(res)} />,
    });
  });

  // Scanners of mails open links; only a person presses a button.
  app.post('/suivi/:secret/confirmer', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    const confirmed = secret && (await confirmSubmitterEmail(intake.submit, secret));
    if (!confirmed) return sendDeadLink(intake, res);
    res.redirect(303, `/suivi/${secret}`);
  });
}

/** Null for what is no secret of ours: the database need not be asked. */
function secretOf(req: Request): string | null {
  const { secret } = req.params;
  return typeof secret === 'string' && /^[\w-]{43}$/.test(secret) ? secret : null;
}

async function sendDeadLink(intake: Intake, res: Response): Promise<void> {
  sendPage(res, 404, {
    title: 'Ce lien ne fonctionne pas',
    current: 'tracking',
    children: <TrackingHelpPage dead secretariats={await listIfReachable(intake)} />,
  });
}
