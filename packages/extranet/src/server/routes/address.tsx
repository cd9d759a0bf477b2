import { confirmSignInAddress } from '@guichet/shared/commands/accounts/confirm-sign-in-address';
import { sameEmail } from '@guichet/shared/domain/email';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express } from 'express';
import type { Extranet } from '../extranet.ts';
import { secretOf } from '../form-text.ts';
import { sendPage } from '../frame.tsx';
import { maskEmail } from '../mask-email.ts';
import { LinkStep } from '../pages/link-pages.tsx';
import { type LinkKind, linkRoutes, readLink, sendDeadLink } from './link-flow.tsx';

const kind: LinkKind = {
  purpose: 'email-confirmation',
  path: '/adresse',
  states: ['active'],
  askAgain: 'Recevoir un nouveau lien',
};

/** An approved new address becomes the sign-in only once its owner says so, from there; until then it may be anybody's. */
export function addressRoutes(app: Express, extranet: Extranet): void {
  linkRoutes(app, extranet, kind);

  app.get('/adresse/:secret', async (req, res) => {
    const found = await readLink(extranet, req, kind);
    const email = found?.link.email ?? '';
    if (!found || !sameEmail(found.account.pendingEmail ?? '', email)) return sendDeadLink(extranet, req, res, kind);
    sendPage(res, 200, {
      title: 'Confirmer votre nouvelle adresse',
      secretariat: await extranet.readSecretariat(),
      children: (
        <LinkStep
          title="Confirmez votre nouvelle adresse"
          action={`/adresse/${secretOf(req)}`}
          token={csrfToken(res)}
          submit="Confirmer cette adresse"
        >
          <p>
            Le secrétariat a enregistré une nouvelle adresse pour vous : <strong>{maskEmail(email)}</strong>. Confirmez
            qu’elle est à vous, et elle servira à vous connecter.
          </p>
          <p>
            Votre mot de passe reste le même. Vos connexions en cours se ferment, et l’ancienne adresse est prévenue.
          </p>
        </LinkStep>
      ),
    });
  });

  app.post('/adresse/:secret', async (req, res) => {
    const result = await confirmSignInAddress(extranet.linkContext, { secret: secretOf(req) });
    if (!result.ok) return sendDeadLink(extranet, req, res, kind);
    res.redirect(303, '/connexion?motif=adresse-confirmee');
  });
}
