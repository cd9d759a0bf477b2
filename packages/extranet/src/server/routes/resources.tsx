import { memberOf } from '@guichet/shared/auth/require-session';
import { ROLE_LABELS, type Role } from '@guichet/shared/domain/roles';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { BackLink } from '@guichet/shared/ui/back-link';
import { LinkButton } from '@guichet/shared/ui/button';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Express, RequestHandler } from 'express';
import { findResource, opens, type ResourceRow } from '../../reads/resources.ts';
import { changeUrl, type Extranet } from '../extranet.ts';
import { sendPage } from '../frame.tsx';
import { isLocal } from '../pages/resource-menu.tsx';

export function resourceRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.get('/ressources/:slug', member, async (req, res) => {
    const { pos } = memberOf(res);
    const found = await findResource(extranet.db, String(req.params.slug));
    if (!found) throw new NotFoundError('no such resource');
    const held = pos.flatMap(({ roles }) => roles);
    const open = opens(found, held);
    if (open && isLocal(found.url)) return res.redirect(303, found.url);
    sendPage(res, open ? 200 : 403, {
      title: found.title,
      secretariat: await extranet.readSecretariat(),
      signedIn: {},
      children: (
        <>
          <BackLink href="/" label="Accueil" />
          <PageTitle>{found.title}</PageTitle>
          {open ? <OpenResource resource={found} /> : <ShutResource resource={found} askUrl={changeUrl(extranet)} />}
        </>
      ),
    });
  });
}

function OpenResource({ resource }: { resource: ResourceRow }) {
  const elsewhere = /^https?:\/\//.test(resource.url ?? '') ? resource.url : null;
  return (
    <>
      <p>{resource.description}</p>
      {elsewhere !== null ? (
        <p>
          <LinkButton href={elsewhere} rel="noreferrer">
            Ouvrir {resource.title}
          </LinkButton>
        </p>
      ) : (
        <EmptyState title="Rien n’est encore publié ici">
          <p>Le secrétariat complète cette rubrique. Elle reste dans votre menu.</p>
        </EmptyState>
      )}
    </>
  );
}

/** Says which role opens it: a link passed on by a colleague must not end at a wall without a word. */
function ShutResource({ resource, askUrl }: { resource: ResourceRow; askUrl: string }) {
  const roles = (resource.roles ?? []).map((role: Role) => ROLE_LABELS[role]);
  return (
    <>
      <p>
        {roles.length === 1
          ? 'Cette ressource s’ouvre avec le rôle '
          : 'Cette ressource s’ouvre avec un de ces rôles : '}
        <strong>{roles.join(', ')}</strong>. Vous ne l’avez pas aujourd’hui dans votre PO.
      </p>
      <p>
        Si vous l’exercez, c’est que le secrétariat ne le sait pas encore : <a href={askUrl}>signalez le changement</a>,
        ou demandez à la personne qui préside votre PO de le faire.
      </p>
    </>
  );
}
