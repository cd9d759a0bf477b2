import { formatLongDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { sayFile } from '@guichet/shared/domain/resource-files';
import type { Role } from '@guichet/shared/domain/roles';
import type { MenuEntry } from '@guichet/shared/reads/resources/read-menu';
import { LinkButton } from '@guichet/shared/ui/button';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { OpeningRoles, sayMissing } from '../opening-roles.tsx';
import { hostOf } from './resource-menu.tsx';

/** What an entry of the menu opens: a file, another site, or nothing yet. */
export function OpenResource({ resource }: { resource: MenuEntry }) {
  return (
    <>
      <p className="resource-description">{resource.description}</p>
      <Opened resource={resource} />
      {resource.shownTo !== null && (
        <p className="muted">Disponible jusqu’au {formatLongDate(resource.shownTo)} inclus.</p>
      )}
    </>
  );
}

function Opened({ resource: { title, slug, url, file } }: { resource: MenuEntry }) {
  const elsewhere = hostOf(url);
  if (file) {
    return (
      <>
        <p>
          <LinkButton href={`/ressources/${slug}/fichier`}>Télécharger le fichier ({sayFile(file)})</LinkButton>
        </p>
        <p className="muted file-facts">
          {file.name}, du {formatLongDate(todayInBrussels(file.uploadedAt))}.
        </p>
      </>
    );
  }
  if (url !== null && elsewhere !== null) {
    return (
      <>
        <p>
          <LinkButton href={url} rel="noreferrer">
            Ouvrir {title}
          </LinkButton>
        </p>
        <p className="muted">Cette page est sur un autre site : {elsewhere}.</p>
      </>
    );
  }
  return (
    <EmptyState title="Rien n’est encore publié ici">
      <p>Le secrétariat complète cette rubrique. Elle reste dans votre menu.</p>
    </EmptyState>
  );
}

type ShutProps = {
  why: 'po' | 'role';
  /** The roles that open it; null when it asks for none. */
  roles: readonly Role[] | null;
  askUrl: string;
};

/** Says which role opens it: a link passed on by a colleague must not end at a wall without a word. */
export function ShutResource({ why, roles, askUrl }: ShutProps) {
  const named = roles ?? [];
  const { none, ifHeld } = sayMissing(named);
  return (
    <>
      <p>
        {why === 'po' ? 'Cette ressource est réservée à certains PO, et le vôtre n’en fait pas partie. ' : null}
        {why === 'po' && named.length > 0 ? 'Chez eux, elle s’ouvre ' : null}
        {why === 'role' ? 'Cette ressource s’ouvre ' : null}
        {named.length > 0 && <OpeningRoles roles={named} />}
        {why === 'role' ? ` ${none}` : null}
      </p>
      <p>
        {why === 'role' ? ifHeld : 'Si vous exercez un mandat dans un de ces PO'}, c’est que le secrétariat ne le sait
        pas encore : <a href={askUrl}>signalez le changement</a>, ou demandez à la personne qui préside le PO de le
        faire.
      </p>
    </>
  );
}
