import { sendCookies } from '@guichet/shared/auth/auth-realm';
import { formatLongDate } from '@guichet/shared/domain/dates';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Request, Response } from 'express';
import { type FirstDayAhead, firstDayAhead } from '../reads/first-day-ahead.ts';
import { changeUrl, type Extranet, today } from './extranet.ts';
import { sendPage } from './frame.tsx';

/**
 * Who has no mandate today is told so, kindly, with the day from which they have one when it is known; the session ends.
 */
export async function sendClosedPage(extranet: Extranet, req: Request, res: Response, personId: string): Promise<void> {
  sendCookies(res, await extranet.auth.signOut(req));
  const ahead = await firstDayAhead(extranet.db, personId, today(extranet));
  const title = ahead ? `Votre accès s’ouvre le ${formatLongDate(ahead.on)}` : 'Votre accès est fermé';
  sendPage(res, 403, {
    title,
    secretariat: await extranet.readSecretariat(),
    children: (
      <>
        <PageTitle>{title}</PageTitle>
        {ahead ? <NotYet {...ahead} formUrl={changeUrl(extranet)} /> : <NoMore formUrl={changeUrl(extranet)} />}
      </>
    ),
  });
}

function NotYet({ on, poName, formUrl }: FirstDayAhead & { formUrl: string }) {
  return (
    <>
      <p>
        Votre compte est prêt. L’extranet s’ouvre aux personnes qui exercent un mandat, et le vôtre commence ce jour-là
        : {poName}.
      </p>
      <p>
        D’ici là, vous n’avez rien à faire. Dès le {formatLongDate(on)}, connectez-vous avec la même adresse mail et le
        même mot de passe.
      </p>
      <p>
        Vous commencez plus tôt, ou quelque chose a changé ? Votre PO peut{' '}
        <a href={formUrl}>le signaler par le formulaire</a>, ou vous pouvez écrire au secrétariat, dont l’adresse est au
        bas de cette page.
      </p>
    </>
  );
}

function NoMore({ formUrl }: { formUrl: string }) {
  return (
    <>
      <p>
        L’extranet s’ouvre aux personnes qui exercent un mandat dans un Pouvoir organisateur. Vous n’en avez pas en
        cours aujourd’hui. Votre compte n’est pas perdu : il s’ouvrira de nouveau avec un nouveau mandat.
      </p>
      <p>
        C’est une erreur ? Votre PO peut <a href={formUrl}>la signaler par le formulaire</a>, ou vous pouvez écrire au
        secrétariat, dont l’adresse est au bas de cette page.
      </p>
    </>
  );
}
