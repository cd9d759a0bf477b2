import { sendCookies } from '@guichet/shared/auth/auth-realm';
import { activateAccount } from '@guichet/shared/commands/accounts/activate-account';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express, Request, Response } from 'express';
import { sendClosedPage } from '../closed-page.tsx';
import type { Extranet } from '../extranet.ts';
import { formText, secretOf } from '../form-text.ts';
import { sendPage } from '../frame.tsx';
import { LinkStep } from '../pages/link-pages.tsx';
import { PasswordForm } from '../pages/password-form.tsx';
import { type LinkKind, linkRoutes, noteOpening, readLink, sendDeadLink } from './link-flow.tsx';

const kind: LinkKind = {
  purpose: 'activation',
  path: '/activation',
  states: ['invited'],
  askAgain: 'Recevoir un nouveau lien d’activation',
};

/** From the activation mail to the first page: a button, a password, signed in. */
export function activationRoutes(app: Express, extranet: Extranet): void {
  linkRoutes(app, extranet, kind);

  app.get('/activation/:secret', async (req, res) => {
    const found = await readLink(extranet, req, kind);
    if (!found) return sendDeadLink(extranet, req, res, kind);
    await noteOpening(extranet, req, found.link.id);
    sendPage(res, 200, {
      title: 'Activer votre compte',
      secretariat: await extranet.readSecretariat(),
      children: (
        <LinkStep
          title={`Bonjour ${found.account.firstName}`}
          action={`/activation/${secretOf(req)}`}
          token={csrfToken(res)}
          submit="Activer mon compte"
        >
          <p>
            Votre compte sur l’extranet des Pouvoirs organisateurs est prêt. Il vous donne accès au dossier de votre PO
            et aux ressources qui correspondent à vos rôles.
          </p>
          <p>Il ne reste qu’à choisir un mot de passe.</p>
        </LinkStep>
      ),
    });
  });

  app.post('/activation/:secret', async (req, res) => {
    if (!(await readLink(extranet, req, kind))) return sendDeadLink(extranet, req, res, kind);
    res.redirect(303, `/activation/${secretOf(req)}/mot-de-passe`);
  });

  app.get('/activation/:secret/mot-de-passe', async (req, res) => {
    await sendForm(extranet, req, res, 200);
  });

  app.post('/activation/:secret/mot-de-passe', async (req, res) => {
    const password = formText(req, 'password');
    const result = await activateAccount(extranet.linkContext, { secret: secretOf(req), password });
    if (result.ok) {
      const signedIn = await extranet.auth.enter(req, result.accountId, { way: 'password', secondFactor: false });
      if (signedIn.ok) sendCookies(res, signedIn.cookies);
      else if (signedIn.reason === 'closed') return sendClosedPage(extranet, req, res, signedIn.personId);
      return res.redirect(303, '/');
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
    title: 'Choisir un mot de passe',
    hasErrors: error !== undefined,
    secretariat: await extranet.readSecretariat(),
    children: (
      <PasswordForm
        title="Choisissez un mot de passe"
        action={`/activation/${secretOf(req)}/mot-de-passe`}
        token={csrfToken(res)}
        submit="Enregistrer et me connecter"
        firstName={found.account.firstName}
        error={error}
      />
    ),
  });
}
