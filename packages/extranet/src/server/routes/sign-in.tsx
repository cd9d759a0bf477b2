import { sendCookies } from '@guichet/shared/auth/auth-realm';
import { requestAccountLink } from '@guichet/shared/commands/accounts/request-account-link';
import { emailProblem } from '@guichet/shared/domain/email';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { FieldError } from '@guichet/shared/ui/error-summary';
import type { Express, Response } from 'express';
import { extranetTexts } from '../extranet-texts.ts';
import { enterWith } from '../enter.ts';
import type { Extranet } from '../extranet.ts';
import { formText } from '../form-text.ts';
import { sendPage } from '../frame.tsx';
import { requestMail } from '../mail-request.ts';
import { AddressForm } from '../pages/address-form.tsx';
import { LINK_ASKED, MailAsked } from '../pages/link-pages.tsx';
import { SignInForm, type SignInFormProps } from '../pages/sign-in-form.tsx';
import { returnPath } from '../return-path.ts';

const messages: Record<string, string> = {
  deconnecte: 'Vous êtes déconnecté·e.',
  'mot-de-passe-change': 'Votre mot de passe est changé. Connectez-vous avec le nouveau.',
  'adresse-confirmee': 'C’est noté : connectez-vous désormais avec votre nouvelle adresse.',
};

export function signInRoutes(app: Express, extranet: Extranet): void {
  app.get('/connexion', async (req, res) => {
    const returnTo = returnPath(req.query.retour, extranet.publicUrl);
    const session = await extranet.auth.readSession(req);
    if (session?.access === 'open') return res.redirect(303, returnTo);
    if (session?.access === 'code') return res.redirect(303, `/connexion/code?retour=${encodeURIComponent(returnTo)}`);
    const message = typeof req.query.motif === 'string' ? messages[req.query.motif] : undefined;
    await sendSignIn(extranet, res, 200, { email: '', returnTo, errors: [], message });
  });

  app.post('/connexion', async (req, res) => {
    const email = formText(req, 'email').slice(0, 320);
    const password = formText(req, 'password');
    const returnTo = returnPath(formText(req, 'retour'), extranet.publicUrl);
    const missing = missingFields(email, password);
    if (missing.length > 0) return sendSignIn(extranet, res, 422, { email, returnTo, errors: missing });
    const result = await extranet.auth.signIn(req, { email, password });
    if (await enterWith(extranet, req, res, { result, returnTo })) return;
    await sendSignIn(extranet, res, 401, { email, returnTo, errors: [], refused: 'password' });
  });

  app.post('/deconnexion', async (req, res) => {
    sendCookies(res, await extranet.auth.signOut(req));
    res.redirect(303, '/connexion?motif=deconnecte');
  });

  // The short address that mails about a changed password give.
  app.get('/mot-de-passe', (_req, res) => res.redirect(303, '/mot-de-passe-oublie'));

  app.get('/mot-de-passe-oublie', (_req, res) => sendForgotten(extranet, res, 200, ''));

  app.post('/mot-de-passe-oublie', async (req, res) => {
    const email = formText(req, 'email').slice(0, 320);
    const problem = emailProblem(email);
    if (problem !== null) return sendForgotten(extranet, res, 422, email, problem);
    await requestMail(extranet, req, () =>
      requestAccountLink(extranet.linkContext, { email, purpose: 'password-reset' }),
    );
    sendPage(res, 200, {
      title: 'Regardez vos mails',
      secretariat: await extranet.readSecretariat(),
      children: (
        <MailAsked title="Regardez vos mails">
          <p>Si un compte existe à cette adresse, un lien vient d’y partir. {LINK_ASKED}</p>
        </MailAsked>
      ),
    });
  });
}

type SignInState = Omit<SignInFormProps, 'token' | 'welcome'>;

/** The page of the sign-in, as it stands or as it comes back. */
export async function sendSignIn(extranet: Extranet, res: Response, status: number, state: SignInState): Promise<void> {
  sendPage(res, status, {
    title: 'Connexion',
    hasErrors: state.errors.length > 0 || state.refused !== undefined,
    passkeys: true,
    secretariat: await extranet.readSecretariat(),
    children: <SignInForm token={csrfToken(res)} welcome={extranetTexts(res)['extranet-welcome']} {...state} />,
  });
}

function missingFields(email: string, password: string): FieldError[] {
  const errors: FieldError[] = [];
  const problem = emailProblem(email);
  if (problem !== null) errors.push({ id: 'email', message: problem });
  if (password === '') errors.push({ id: 'password', message: 'Indiquez votre mot de passe.' });
  return errors;
}

async function sendForgotten(
  extranet: Extranet,
  res: Response,
  status: number,
  email: string,
  error?: string,
): Promise<void> {
  sendPage(res, status, {
    title: 'Mot de passe oublié',
    hasErrors: error !== undefined,
    secretariat: await extranet.readSecretariat(),
    children: (
      <AddressForm
        title="Mot de passe oublié"
        action="/mot-de-passe-oublie"
        token={csrfToken(res)}
        submit="Recevoir un lien"
        email={email}
        error={error}
      >
        <p>
          Indiquez l’adresse avec laquelle vous vous connectez : un lien pour choisir un nouveau mot de passe y partira.
        </p>
        <p>
          Vous n’avez pas encore activé votre compte ? Indiquez l’adresse que votre PO a donnée au secrétariat : un
          nouveau lien d’activation y partira.
        </p>
      </AddressForm>
    ),
  });
}
