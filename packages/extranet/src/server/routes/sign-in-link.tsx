import { requestAccountLink } from '@guichet/shared/commands/accounts/request-account-link';
import { useSignInLink } from '@guichet/shared/commands/accounts/use-sign-in-link';
import { emailProblem } from '@guichet/shared/domain/email';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express, Response } from 'express';
import { enterWith } from '../enter.ts';
import type { Extranet } from '../extranet.ts';
import { formText, secretOf } from '../form-text.ts';
import { sendPage } from '../frame.tsx';
import { requestMail } from '../mail-request.ts';
import { AddressForm } from '../pages/address-form.tsx';
import { LINK_ASKED, LinkStep, MailAsked } from '../pages/link-pages.tsx';
import { keepReturn, takeReturn } from '../return-cookie.ts';
import { returnPath } from '../return-path.ts';
import { type LinkKind, linkRoutes, noteOpening, readLink, sendDeadLink } from './link-flow.tsx';

const kind: LinkKind = {
  purpose: 'sign-in',
  path: '/connexion/lien',
  states: ['active', 'closed'],
  askAgain: 'Recevoir un nouveau lien',
};

/** Signing in by a link that is mailed: it serves once, by a button, for some minutes. */
export function signInLinkRoutes(app: Express, extranet: Extranet): void {
  app.get('/connexion/lien', async (req, res) => {
    await sendAsk(extranet, res, 200, { email: '', returnTo: returnPath(req.query.retour, extranet.publicUrl) });
  });

  app.post('/connexion/lien', async (req, res) => {
    const email = formText(req, 'email').slice(0, 320);
    const returnTo = returnPath(formText(req, 'retour'), extranet.publicUrl);
    const error = emailProblem(email);
    if (error !== null) return sendAsk(extranet, res, 422, { email, returnTo, error });
    await requestMail(extranet, req, () => requestAccountLink(extranet.linkContext, { email, purpose: 'sign-in' }));
    keepReturn(extranet, res, returnTo);
    sendPage(res, 200, {
      title: 'Regardez vos mails',
      secretariat: await extranet.readSecretariat(),
      children: (
        <MailAsked title="Regardez vos mails">
          <p>Si un compte existe à cette adresse, un lien de connexion vient d’y partir. {LINK_ASKED}</p>
        </MailAsked>
      ),
    });
  });

  linkRoutes(app, extranet, kind);

  app.get('/connexion/lien/:secret', async (req, res) => {
    const found = await readLink(extranet, req, kind);
    if (!found) return sendDeadLink(extranet, req, res, kind);
    await noteOpening(extranet, req, found.link.id);
    sendPage(res, 200, {
      title: 'Connexion',
      secretariat: await extranet.readSecretariat(),
      children: (
        <LinkStep
          title={`Bonjour ${found.account.firstName}`}
          action={`/connexion/lien/${secretOf(req)}`}
          token={csrfToken(res)}
          submit="Me connecter"
        >
          <p>Ce lien vous connecte une fois, sans mot de passe, sur cet appareil.</p>
        </LinkStep>
      ),
    });
  });

  app.post('/connexion/lien/:secret', async (req, res) => {
    const used = await useSignInLink(extranet.linkContext, { secret: secretOf(req) });
    if (!used.ok) return sendDeadLink(extranet, req, res, kind);
    const result = await extranet.auth.enter(req, used.accountId, { way: 'link', secondFactor: false });
    const entered = await enterWith(extranet, req, res, { result, returnTo: takeReturn(extranet, req, res) });
    if (!entered) await sendDeadLink(extranet, req, res, kind);
  });
}

type Ask = { email: string; returnTo: string; error?: string };

async function sendAsk(extranet: Extranet, res: Response, status: number, { returnTo, ...typed }: Ask): Promise<void> {
  sendPage(res, status, {
    title: 'Recevoir un lien de connexion',
    hasErrors: typed.error !== undefined,
    secretariat: await extranet.readSecretariat(),
    children: (
      <AddressForm
        {...typed}
        title="Recevoir un lien de connexion"
        action="/connexion/lien"
        token={csrfToken(res)}
        submit="Recevoir un lien"
        returnTo={returnTo}
      >
        <p>
          Indiquez l’adresse avec laquelle vous vous connectez : un lien y part, qui vous connecte une fois, sans mot de
          passe.
        </p>
      </AddressForm>
    ),
  });
}
