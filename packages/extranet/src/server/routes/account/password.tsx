import { memberOf } from '@guichet/shared/auth/require-session';
import { changeOwnPassword } from '@guichet/shared/commands/accounts/change-own-password';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express, RequestHandler, Response } from 'express';
import type { Extranet } from '../../extranet.ts';
import { formText } from '../../form-text.ts';
import { PasswordForm } from '../../pages/password-form.tsx';
import { whyRefused } from '../../why-refused.ts';
import { ownContext, sendOwnPage } from './own-page.tsx';

/** Another password. Every other session ends, and the address is told. */
export function passwordRoutes(app: Express, extranet: Extranet, guards: RequestHandler[]): void {
  const send = (res: Response, status: number, error?: string) =>
    sendOwnPage(extranet, res, status, {
      title: 'Changer de mot de passe',
      hasErrors: error !== undefined,
      children: (
        <PasswordForm
          title="Choisissez un nouveau mot de passe"
          action="/compte/mot-de-passe"
          token={csrfToken(res)}
          submit="Enregistrer"
          firstName={memberOf(res).firstName}
          error={error}
        />
      ),
    });

  app.get('/compte/mot-de-passe', ...guards, (_req: unknown, res: Response) => send(res, 200));

  app.post('/compte/mot-de-passe', ...guards, async (req, res) => {
    const { sessionId } = memberOf(res);
    try {
      await changeOwnPassword(ownContext(extranet, res), { password: formText(req, 'password'), sessionId });
    } catch (error) {
      return send(res, 422, whyRefused(error));
    }
    res.redirect(303, '/compte?fait=mot-de-passe');
  });
}
