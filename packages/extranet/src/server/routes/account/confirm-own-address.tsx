import {
  confirmOwnAddress,
  findConfirmedAddress,
  findOwnAddressLink,
} from '@guichet/shared/commands/accounts/confirm-own-address';
import { csrfToken } from '@guichet/shared/http/csrf';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import { LinkButton } from '@guichet/shared/ui/button';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Express, Request, Response } from 'express';
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
    if (!found) return sendUsed(extranet, req, res);
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
    if (!result.ok) return sendUsed(extranet, req, res);
    await sendConfirmed(extranet, res, 200, result);
  });
}

type Confirmed = { complete: boolean; side: 'present' | 'new' };

async function sendConfirmed(extranet: Extranet, res: Response, status: number, { complete, side }: Confirmed) {
  sendPage(res, status, {
    title: 'C’est confirmé',
    secretariat: await extranet.readSecretariat(),
    children: complete ? <BothConfirmed /> : <OneConfirmed side={side} />,
  });
}

/** Who presses twice reads again what is confirmed: asking anew would void the other message. */
async function sendUsed(extranet: Extranet, req: Request, res: Response): Promise<void> {
  const done = await findConfirmedAddress(extranet.db, { secret: secretOf(req), now: extranet.now() });
  return done ? sendConfirmed(extranet, res, 410, done) : sendDead(extranet, res);
}

function OneConfirmed({ side }: { side: 'present' | 'new' }) {
  return (
    <>
      <PageTitle>C’est confirmé ici</PageTitle>
      <p>
        Il reste à confirmer dans l’autre message, parti{' '}
        {side === 'present' ? 'à la nouvelle adresse' : 'à l’adresse actuelle'}. Jusque-là, rien ne change.
      </p>
    </>
  );
}

/** Also to who is still signed in: their session ends as soon as the change is written. */
function BothConfirmed() {
  return (
    <>
      <PageTitle>Les deux adresses sont confirmées</PageTitle>
      <p>
        Vos connexions se ferment dans la minute : connectez-vous ensuite avec la nouvelle adresse. Votre mot de passe
        reste le même.
      </p>
      <p>
        <LinkButton kind="quiet" href="/connexion">
          Aller à la connexion
        </LinkButton>
      </p>
    </>
  );
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
