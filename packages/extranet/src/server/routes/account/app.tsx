import { memberOf } from '@guichet/shared/auth/require-session';
import { beginTotp, confirmTotp, readPendingTotp, removeTotp } from '@guichet/shared/commands/own-sign-in/set-up-totp';
import { renewRecoveryCodes } from '@guichet/shared/commands/own-sign-in/use-recovery-code';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express, RequestHandler, Response } from 'express';
import type { Extranet } from '../../extranet.ts';
import { formText } from '../../form-text.ts';
import { AppPage } from '../../pages/account/app-page.tsx';
import { RecoveryCodes } from '../../pages/account/recovery-codes.tsx';
import { whyRefused } from '../../why-refused.ts';
import { ownContext, sendOwnPage } from './own-page.tsx';

/** The app whose code is asked after the password, and the codes on paper for the day when it is lost. */
export function appRoutes(app: Express, extranet: Extranet, guards: RequestHandler[]): void {
  const send = async (res: Response, status: number, error?: string) =>
    sendOwnPage(extranet, res, status, {
      title: 'Lier une application de codes',
      hasErrors: error !== undefined,
      children: (
        <AppPage
          pending={await readPendingTotp(ownContext(extranet, res), extranet.security)}
          token={csrfToken(res)}
          error={error}
        />
      ),
    });
  const sendCodes = (res: Response, codes: readonly string[]) =>
    sendOwnPage(extranet, res, 200, { title: 'Codes de secours', children: <RecoveryCodes codes={codes} /> });

  app.get('/compte/application', ...guards, (_req: unknown, res: Response) => send(res, 200));

  app.post('/compte/application', ...guards, async (_req: unknown, res: Response) => {
    await beginTotp(ownContext(extranet, res), extranet.security);
    res.redirect(303, '/compte/application');
  });

  app.post('/compte/application/code', ...guards, async (req, res) => {
    const self = memberOf(res);
    const forgive = await extranet.auth.countProof(req, self.actor.id);
    try {
      const typed = { code: formText(req, 'code').slice(0, 100) };
      const { recoveryCodes } = await confirmTotp(ownContext(extranet, res), typed, extranet.security);
      await forgive();
      await extranet.auth.confirm(self, { secondFactor: true });
      if (recoveryCodes) return sendCodes(res, recoveryCodes);
    } catch (error) {
      return send(res, 422, whyRefused(error));
    }
    res.redirect(303, '/compte?fait=application-liee');
  });

  app.post('/compte/application/retirer', ...guards, async (_req: unknown, res: Response) => {
    await removeTotp(ownContext(extranet, res), extranet.security);
    res.redirect(303, '/compte?fait=application-retiree');
  });

  app.post('/compte/application/codes-de-secours', ...guards, async (_req: unknown, res: Response) => {
    const { recoveryCodes } = await renewRecoveryCodes(ownContext(extranet, res));
    await sendCodes(res, recoveryCodes);
  });
}
