import { memberOf, requireRecentMember } from '@guichet/shared/auth/require-session';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express, RequestHandler } from 'express';
import { readOwnSignIn } from '../../../reads/read-own-sign-in.ts';
import type { Extranet } from '../../extranet.ts';
import { sendPage } from '../../frame.tsx';
import { AccountPage } from '../../pages/account/account-page.tsx';
import { addressChangeRoutes } from './address-change.tsx';
import { appRoutes } from './app.tsx';
import { confirmIdentityRoutes } from './confirm-identity.tsx';
import { passkeyRoutes } from './passkeys.tsx';
import { passwordRoutes } from './password.tsx';
import { sessionRoutes } from './sessions.ts';

/** What was just done, by the last part of the address that one is sent back to. */
const DONE: Record<string, string> = {
  'mot-de-passe': 'Votre mot de passe est changé. Vos autres connexions sont fermées, et un mail vous le dit.',
  adresse: 'Deux messages sont partis : l’un à votre adresse actuelle, l’autre à la nouvelle. Confirmez dans les deux.',
  'adresse-abandonnee': 'Le changement d’adresse est abandonné. Ses liens ne servent plus.',
  'cle-ajoutee': 'La clé d’accès est ajoutée.',
  'cle-renommee': 'La clé d’accès porte son nouveau nom.',
  'cle-retiree': 'La clé d’accès est retirée.',
  'application-liee': 'L’application de codes est liée : un code vous sera demandé à la prochaine connexion.',
  'application-retiree': 'L’application de codes est retirée.',
  'session-terminee': 'Cette connexion est fermée.',
  'sessions-terminees': 'Toutes vos autres connexions sont fermées.',
};

/** "Mon compte": how the member signs in, and from where. Sensitive acts ask for a recent proof of who is there. */
export function accountRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  const recent = (page: string) => requireRecentMember(extranet.now, '/compte/confirmer', page);

  app.get('/compte', member, async (req, res) => {
    const self = memberOf(res);
    const [view, secretariat] = await Promise.all([
      readOwnSignIn(extranet.db, self, extranet.now()),
      extranet.readSecretariat(),
    ]);
    const { fait } = req.query;
    sendPage(res, 200, {
      title: 'Mon compte',
      secretariat,
      signedIn: { current: 'account' },
      children: (
        <AccountPage {...view} token={csrfToken(res)} message={typeof fait === 'string' ? DONE[fait] : undefined} />
      ),
    });
  });

  confirmIdentityRoutes(app, extranet, member);
  passwordRoutes(app, extranet, [member, recent('/compte/mot-de-passe')]);
  addressChangeRoutes(app, extranet, member, [member, recent('/compte/adresse')]);
  passkeyRoutes(app, extranet, [member, recent('/compte/cles')]);
  appRoutes(app, extranet, [member, recent('/compte/application')]);
  sessionRoutes(app, extranet, member);
}
