import { memberOf } from '@guichet/shared/auth/require-session';
import { noteVisit } from '@guichet/shared/commands/resources/note-visit';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Express, RequestHandler } from 'express';
import { listMemberMailings } from '../../reads/member-mailings.ts';
import type { Extranet } from '../extranet.ts';
import { sendPage } from '../frame.tsx';
import { LatestMailings } from '../pages/mailings/mailing-list.tsx';
import { nameMailing, newMailings } from '../pages/mailings/name-mailing.ts';
import { PoList } from '../pages/po-list.tsx';
import { ResourceMenu } from '../pages/resources/resource-menu.tsx';
import { openMenu } from './resources.tsx';

/** The menu: the files of the member's POs, what was written to their roles lately, and what these open. */
export function homeRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.get('/', member, async (req, res) => {
    const { actor, firstName, pos } = memberOf(res);
    const [{ entries, news }, before, stored, secretariat] = await Promise.all([
      openMenu(extranet, req, res),
      req.method === 'HEAD' ? null : noteVisit(extranet, { accountId: actor.id, list: 'mailings' }),
      listMemberMailings(extranet.db, actor.id),
      extranet.readSecretariat(),
    ]);
    const mailings = stored.map((mailing) => nameMailing(mailing, firstName));
    sendPage(res, 200, {
      title: 'Accueil',
      secretariat,
      signedIn: { current: 'home' },
      children: (
        <>
          <PageTitle>Bonjour {firstName}</PageTitle>
          <section aria-labelledby="pos">
            <h2 id="pos">{pos.length === 1 ? 'Votre PO' : 'Vos PO'}</h2>
            <PoList pos={pos} />
          </section>
          <LatestMailings mailings={mailings} news={newMailings(mailings, before)} />
          <section aria-labelledby="ressources">
            <h2 id="ressources">Vos ressources</h2>
            {entries.length > 0 ? (
              <ResourceMenu resources={entries} news={news} />
            ) : (
              <p className="muted">Aucune ressource n’est liée à vos rôles pour le moment.</p>
            )}
          </section>
        </>
      ),
    });
  });
}
