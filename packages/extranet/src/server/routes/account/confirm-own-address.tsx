import { confirmOwnAddress, findOwnAddressLink } from '@guichet/shared/commands/accounts/confirm-own-address';
import { csrfToken } from '@guichet/shared/http/csrf';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Express, Response } from 'express';
import type { Extranet } from '../../extranet.ts';
import { secretOf } from '../../form-text.ts';
import { sendPage } from '../../frame.tsx';
import { LinkStep } from '../../pages/link-pages.tsx';

/** What the two mails of a change of address open: a page with a button. Whoever looks at it changes nothing. */
export function confirmOwnAddressRoutes(app: Express, extranet: Extranet): void {
  app.use('/nouvelle-adresse', withoutReferrer);

  app.get('/nouvelle-adresse/:secret', async (req, res) => {
    const secret = secretOf(req);
    const found = await findOwnAddressLink(extranet.db, { secret, now: extranet.now() });
    if (!found) return sendDead(extranet, res);
    sendPage(res, 200, {
      title: 'Confirmer le changement d’adresse',
      secretariat: await extranet.readSecretariat(),
      children: (
        <LinkStep
          title={found.side === 'present' ? 'Confirmez le changement' : 'Confirmez votre nouvelle adresse'}
          action={`/nouvelle-adresse/${secret}`}
          token={csrfToken(res)}
          submit={found.side === 'present' ? 'Confirmer le changement' : 'Confirmer cette adresse'}
        >
          <p>
            {found.side === 'present'
              ? 'Vous avez demandé à vous connecter avec une autre adresse que celle-ci. Elle sert jusqu’à ce que les deux soient confirmées.'
              : 'Cette adresse a été choisie pour se connecter à l’extranet des Pouvoirs organisateurs. Elle servira quand l’adresse actuelle l’aura confirmée aussi.'}
          </p>
          <p>Ce n’est pas vous ? Fermez cette page : rien ne change.</p>
        </LinkStep>
      ),
    });
  });

  app.post('/nouvelle-adresse/:secret', async (req, res) => {
    const result = await confirmOwnAddress(extranet.linkContext, { secret: secretOf(req) });
    if (!result.ok) return sendDead(extranet, res);
    if (result.complete) return res.redirect(303, '/connexion?motif=adresse-bientot');
    sendPage(res, 200, {
      title: 'C’est confirmé',
      secretariat: await extranet.readSecretariat(),
      children: (
        <>
          <PageTitle>C’est confirmé ici</PageTitle>
          <p>
            Il reste à confirmer dans l’autre message, parti{' '}
            {result.side === 'present' ? 'à la nouvelle adresse' : 'à l’adresse actuelle'}. Jusque-là, rien ne change.
          </p>
        </>
      ),
    });
  });
}

async function sendDead(extranet: Extranet, res: Response): Promise<void> {
  sendPage(res, 410, {
    title: 'Ce lien ne fonctionne plus',
    secretariat: await extranet.readSecretariat(),
    children: (
      <>
        <PageTitle>Ce lien ne fonctionne plus</PageTitle>
        <p>
          Il a peut-être déjà servi, un changement plus récent l’a remplacé, ou il est trop ancien. Rien n’est perdu :{' '}
          <a href="/compte/adresse">demandez le changement une nouvelle fois</a> depuis votre compte.
        </p>
      </>
    ),
  });
}
