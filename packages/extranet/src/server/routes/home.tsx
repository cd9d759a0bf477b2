import { memberOf } from '@guichet/shared/auth/require-session';
import { ROLES } from '@guichet/shared/domain/roles';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Express, RequestHandler } from 'express';
import { listResources } from '../../reads/resources.ts';
import type { Extranet } from '../extranet.ts';
import { sendPage } from '../frame.tsx';
import { PoList } from '../pages/po-list.tsx';
import { ResourceMenu } from '../pages/resource-menu.tsx';

/** The menu: what the member's roles open, and the files of their POs. */
export function homeRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.get('/', member, async (_req, res) => {
    const { firstName, pos } = memberOf(res);
    const roles = ROLES.filter((role) => pos.some((held) => held.roles.includes(role)));
    const [resources, secretariat] = await Promise.all([listResources(extranet.db, roles), extranet.readSecretariat()]);
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
            <ResourceMenu resources={resources} />
          </section>
        </>
      ),
    });
  });
}
