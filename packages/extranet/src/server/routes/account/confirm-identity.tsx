import { memberOf } from '@guichet/shared/auth/require-session';
import { checkPassword } from '@guichet/shared/commands/own-sign-in/check-password';
import { askForPasskey, provePasskey } from '@guichet/shared/commands/own-sign-in/passkeys';
import { requireJson } from '@guichet/shared/http/body-parsers';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { Extranet } from '../../extranet.ts';
import { formText } from '../../form-text.ts';
import { ConfirmIdentity } from '../../pages/account/confirm-identity.tsx';
import { passkeyAnswer } from '../../passkey-answer.ts';
import { returnPath } from '../../return-path.ts';
import { ownContext, sendOwnPage } from './own-page.tsx';

const WRONG_PASSWORD = 'Ce mot de passe n’est pas le vôtre.';
const WRONG_PASSKEY = 'Cette clé d’accès n’a pas été acceptée. Réessayez, ou donnez votre mot de passe.';

/** Before a sensitive act: the password or a passkey, even though the session is open. */
export function confirmIdentityRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  const door = { publicUrl: extranet.publicUrl, population: 'member' as const };
  const send = (req: Request, res: Response, status: number, refused?: string) =>
    sendOwnPage(extranet, res, status, {
      title: 'Confirmez que c’est vous',
      hasErrors: refused !== undefined,
      passkeys: true,
      children: (
        <ConfirmIdentity
          token={csrfToken(res)}
          email={memberOf(res).email}
          returnTo={returnPath(formText(req, 'retour') || req.query.retour, extranet.publicUrl)}
          refused={refused}
        />
      ),
    });

  app.get('/compte/confirmer', member, (req, res) => send(req, res, 200));

  app.post('/compte/confirmer', member, async (req, res) => {
    const self = memberOf(res);
    const forgive = await extranet.auth.countProof(req, self.actor.id);
    if (!(await checkPassword(ownContext(extranet, res), formText(req, 'password').slice(0, 1_024)))) {
      return send(req, res, 422, WRONG_PASSWORD);
    }
    await forgive();
    await extranet.auth.confirm(self);
    res.redirect(303, returnPath(formText(req, 'retour'), extranet.publicUrl));
  });

  app.post('/compte/confirmer/demande', member, requireJson(), async (_req, res) => {
    res.json({ options: await askForPasskey(extranet, door) });
  });

  app.post('/compte/confirmer/cle', member, async (req, res) => {
    const self = memberOf(res);
    const forgive = await extranet.auth.countProof(req, self.actor.id);
    const response = passkeyAnswer(req);
    const proved = response && (await provePasskey(extranet, { response }, door));
    if (proved?.ownerId !== self.actor.id) return send(req, res, 422, WRONG_PASSKEY);
    await forgive();
    await extranet.auth.confirm(self);
    res.redirect(303, returnPath(formText(req, 'retour'), extranet.publicUrl));
  });
}
