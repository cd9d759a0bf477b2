import { csrfToken } from '@guichet/shared/http/csrf';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import type { Express, Request, Response } from 'express';
import { withdrawRequest } from '../commands/follow-up.ts';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { requestName } from '../pages/tracked-request.tsx';
import { TooLatePage, WithdrawPage } from '../pages/withdraw-page.tsx';
import { trackSubmission } from '../reads/track-submission.ts';
import { positionOf, secretOf, sendDeadLink } from './tracking-link.tsx';

/** "Retirer ma demande": a page that asks, and the button that does it. */
export function withdrawRoutes(app: Express, intake: Intake): void {
  app.get('/suivi/:secret/demandes/:position/retirer', withoutReferrer, async (req, res) => {
    const secret = secretOf(req);
    const found = secret && (await trackSubmission(intake.submit.db, secret));
    const request = found ? found.requests.find(({ position }) => position === positionOf(req)) : undefined;
    if (!found || !request) return sendDeadLink(intake, res);
    if (request.state === 'withdrawn') return res.redirect(303, `/suivi/${secret}`);
    const { length } = found.requests;
    const place = length > 1 ? ` (${request.position} sur ${length})` : '';
    const name = requestName(request.type);
    sendPage(res, 200, {
      title: 'Retirer cette demande ?',
      current: 'tracking',
      children: (
        <WithdrawPage
          title={`${request.subject ? `${name}\u00a0: ${request.subject}` : name}${place}`}
          action={req.path}
          backHref={`/suivi/${secret}`}
          csrf={csrfToken(res)}
        />
      ),
    });
  });

  app.post('/suivi/:secret/demandes/:position/retirer', withoutReferrer, async (req: Request, res: Response) => {
    const secret = secretOf(req);
    const outcome = secret ? await withdrawRequest(intake.submit, secret, positionOf(req)) : 'gone';
    if (outcome === 'gone') return sendDeadLink(intake, res);
    if (outcome === 'withdrawn') return res.redirect(303, `/suivi/${secret}`);
    sendPage(res, 409, {
      title: 'C’est trop tard pour la retirer',
      current: 'tracking',
      children: <TooLatePage backHref={`/suivi/${secret}`} />,
    });
  });
}
