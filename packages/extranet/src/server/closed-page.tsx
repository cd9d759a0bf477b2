import { sendCookies } from '@guichet/shared/auth/auth-realm';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Request, Response } from 'express';
import { changeUrl, type Extranet } from './extranet.ts';
import { sendPage } from './frame.tsx';

/** Who has no mandate any more is told so, kindly, and the session ends. */
export async function sendClosedPage(extranet: Extranet, req: Request, res: Response): Promise<void> {
  sendCookies(res, await extranet.auth.signOut(req));
  sendPage(res, 403, {
    title: 'Votre accès est fermé',
    secretariat: await extranet.readSecretariat(),
    children: (
      <>
        <PageTitle>Votre accès est fermé</PageTitle>
        <p>
          L’extranet s’ouvre aux personnes qui exercent un mandat dans un Pouvoir organisateur. Vous n’en avez pas en
          cours aujourd’hui. Votre compte n’est pas perdu : il s’ouvrira de nouveau avec un nouveau mandat.
        </p>
        <p>
          C’est une erreur ? Votre PO peut <a href={changeUrl(extranet)}>la signaler par le formulaire</a>, ou vous
          pouvez écrire au secrétariat, dont l’adresse est au bas de cette page.
        </p>
      </>
    ),
  });
}
