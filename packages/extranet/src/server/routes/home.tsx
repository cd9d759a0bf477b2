import { memberOf } from '@guichet/shared/auth/require-session';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Express, RequestHandler } from 'express';
import type { Extranet } from '../extranet.ts';
import { sendPage } from '../frame.tsx';
import { PoList } from '../pages/po-list.tsx';
import { ResourceMenu } from '../pages/resources/resource-menu.tsx';
import { openMenu } from './resources.tsx';

/** The menu: what the member's roles open, and the files of their POs. */
export function homeRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.get('/', member, async (req, res) => {
    const { firstName, pos } = memberOf(res);
    const [{ entries, news }, secretariat] = await Promise.all([
      openMenu(extranet, req, res),
      extranet.readSecretariat(),
    ]);
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
