import { resetPassword } from '@guichet/shared/commands/accounts/reset-password';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express, Request, Response } from 'express';
import type { Extranet } from '../extranet.ts';
import { formText, secretOf } from '../form-text.ts';
import { sendPage } from '../frame.tsx';
import { LinkStep } from '../pages/link-pages.tsx';
import { PasswordForm } from '../pages/password-form.tsx';
import { type LinkKind, linkRoutes, noteOpening, readLink, sendDeadLink } from './link-flow.tsx';

const kind: LinkKind = {
  purpose: 'password-reset',
  path: '/mot-de-passe',
  states: ['active', 'closed'],
  askAgain: 'Recevoir un nouveau lien',
};

/** From the mail asked for by "mot de passe oublié" to a new password. */
export function newPasswordRoutes(app: Express, extranet: Extranet): void {
  linkRoutes(app, extranet, kind);

  app.get('/mot-de-passe/:secret', async (req, res) => {
    const found = await readLink(extranet, req, kind);
    if (!found) return sendDeadLink(extranet, req, res, kind);
    await noteOpening(extranet, req, found.link.id);
    sendPage(res, 200, {
      title: 'Changer de mot de passe',
      secretariat: await extranet.readSecretariat(),
      children: (
        <LinkStep
          title={`Bonjour ${found.account.firstName}`}
          action={`/mot-de-passe/${secretOf(req)}`}
          token={csrfToken(res)}
          submit="Choisir un nouveau mot de passe"
        >
          <p>
            Vous avez demandé à changer de mot de passe. Ce n’était pas vous ? Fermez cette page : rien ne change tant
            que personne n’en choisit un nouveau.
          </p>
        </LinkStep>
      ),
    });
  });

  app.post('/mot-de-passe/:secret', async (req, res) => {
    if (!(await readLink(extranet, req, kind))) return sendDeadLink(extranet, req, res, kind);
    res.redirect(303, `/mot-de-passe/${secretOf(req)}/nouveau`);
  });

  app.get('/mot-de-passe/:secret/nouveau', async (req, res) => {
    await sendForm(extranet, req, res, 200);
  });

  app.post('/mot-de-passe/:secret/nouveau', async (req, res) => {
    const answer = { secret: secretOf(req), password: formText(req, 'password') };
    const result = await resetPassword(extranet.linkContext, answer);
    if (result.ok) {
      // Who came here after too many wrong ones would read "trop d’essais" with the right one.
      await extranet.auth.letTryAgain(req, result.email);
      return res.redirect(303, '/connexion?motif=mot-de-passe-change');
    }
    if (result.reason === 'dead-link') return sendDeadLink(extranet, req, res, kind);
    await sendForm(extranet, req, res, 422, result.message);
  });
}

async function sendForm(
  extranet: Extranet,
  req: Request,
  res: Response,
  status: number,
  error?: string,
): Promise<void> {
  const found = await readLink(extranet, req, kind);
  if (!found) return sendDeadLink(extranet, req, res, kind);
  sendPage(res, status, {
    title: 'Choisir un nouveau mot de passe',
    hasErrors: error !== undefined,
    secretariat: await extranet.readSecretariat(),
    children: (
      <PasswordForm
        title="Choisissez un nouveau mot de passe"
        action={`/mot-de-passe/${secretOf(req)}/nouveau`}
        token={csrfToken(res)}
        submit="Enregistrer"
        firstName={found.account.firstName}
        error={error}
      />
    ),
  });
}
