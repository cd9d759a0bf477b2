import { askOwnAddress, cancelOwnAddress } from '@guichet/shared/commands/accounts/ask-own-address';
import { csrfToken } from '@guichet/shared/http/csrf';
import { takeAsLong } from '@guichet/shared/http/take-as-long';
import type { Express, RequestHandler, Response } from 'express';
import type { Extranet } from '../../extranet.ts';
import { formText } from '../../form-text.ts';
import { AddressForm } from '../../pages/address-form.tsx';
import { whyRefused } from '../../why-refused.ts';
import { ownContext, sendOwnPage } from './own-page.tsx';

/** Longer than queueing two mails takes: an address that opens another account answers no sooner. */
const pauseMs = 150;

/** Asking for another address. What follows is in the two mails. */
export function addressChangeRoutes(
  app: Express,
  extranet: Extranet,
  member: RequestHandler,
  guards: RequestHandler[],
): void {
  const send = (res: Response, status: number, email: string, error?: string) =>
    sendOwnPage(extranet, res, status, {
      title: 'Changer d’adresse e-mail',
      hasErrors: error !== undefined,
      children: (
        <AddressForm
          title="Changer d’adresse e-mail"
          action="/compte/adresse"
          token={csrfToken(res)}
          submit="Envoyer les deux messages"
          label="Nouvelle adresse e-mail"
          email={email}
          error={error}
          autoComplete="email"
          back={{ href: '/compte', label: 'Annuler' }}
        >
          <p>
            Deux messages partiront, l’un à votre adresse actuelle, l’autre à la nouvelle. Le changement se fait quand
            vous avez confirmé dans les deux ; alors vos connexions se ferment, et le secrétariat vous écrit à la
            nouvelle adresse.
          </p>
          <p>Il faut une adresse à chaque personne : celle qui ouvre déjà un autre compte reçoit une explication.</p>
        </AddressForm>
      ),
    });

  app.get('/compte/adresse', ...guards, (_req: unknown, res: Response) => send(res, 200, ''));

  app.post('/compte/adresse', ...guards, async (req, res) => {
    const email = formText(req, 'email').slice(0, 320);
    try {
      await takeAsLong(pauseMs, () => askOwnAddress(ownContext(extranet, res), { email }, extranet.security));
    } catch (error) {
      return send(res, 422, email, whyRefused(error));
    }
    res.redirect(303, '/compte?fait=adresse');
  });

  app.post('/compte/adresse/abandonner', member, async (_req, res) => {
    await cancelOwnAddress(ownContext(extranet, res));
    res.redirect(303, '/compte?fait=adresse-abandonnee');
  });
}
