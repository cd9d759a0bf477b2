import { memberOf } from '@guichet/shared/auth/require-session';
import { withdrawConsent } from '@guichet/shared/commands/platforms/withdraw-consent';
import { csrfToken } from '@guichet/shared/http/csrf';
import { BackLink } from '@guichet/shared/ui/back-link';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Express, RequestHandler } from 'express';
import { listPlatformConsents } from '../../reads/platform-consents.ts';
import type { Extranet } from '../extranet.ts';
import { formText } from '../form-text.ts';
import { sendPage } from '../frame.tsx';
import { PlatformConsents } from '../pages/platforms/platform-consents.tsx';

/** The platforms that know the member, and the way to take that back. */
export function platformConsentRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.get('/plateformes', member, async (req, res) => {
    const { actor } = memberOf(res);
    const consents = await listPlatformConsents(extranet.db, actor.id);
    sendPage(res, 200, {
      title: 'Plateformes',
      secretariat: await extranet.readSecretariat(),
      signedIn: {},
      children: (
        <>
          {req.query.motif === 'retire' && (
            <Notice kind="ok" role="status">
              <p>Votre accord est retiré. La plateforme ne peut plus rien demander en votre nom.</p>
            </Notice>
          )}
          <BackLink href="/mes-donnees" label="Mes données" />
          <PageTitle>Plateformes qui s’ouvrent avec votre compte</PageTitle>
          <p className="muted">
            Ce qu’une plateforme a déjà noté reste chez elle : demandez-lui de l’effacer si vous le souhaitez.
          </p>
          <PlatformConsents consents={consents} token={csrfToken(res)} />
        </>
      ),
    });
  });

  app.post('/plateformes/retirer', member, async (req, res) => {
    const platformId = formText(req, 'plateforme');
    const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(platformId);
    const ctx = { ...extranet.linkContext, actor: memberOf(res).actor };
    if (known) await withdrawConsent(ctx, { platformId });
    res.redirect(303, '/plateformes?motif=retire');
  });
}
