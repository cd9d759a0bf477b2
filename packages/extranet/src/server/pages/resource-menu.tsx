import { Icon, type IconShape } from '@guichet/shared/ui/icon';
import Building from 'lucide-react/icons/building-2';
import ClipboardList from 'lucide-react/icons/clipboard-list';
import Database from 'lucide-react/icons/database';
import FileText from 'lucide-react/icons/file-text';
import HardHat from 'lucide-react/icons/hard-hat';
import Scale from 'lucide-react/icons/scale';
import ShoppingCart from 'lucide-react/icons/shopping-cart';
import type { ResourceRow } from '../../reads/resources.ts';

/** For the entries that every installation begins with; others get a sheet of paper. */
const shapes: Record<string, IconShape> = {
  'base-de-donnees-po': Database,
  'documentation-juridico-administrative': Scale,
  'gestion-des-batiments': Building,
  'securite-et-bien-etre': HardHat,
  'centrale-des-marches': ShoppingCart,
  'plan-de-pilotage': ClipboardList,
};

export function ResourceMenu({ resources }: { resources: readonly ResourceRow[] }) {
  if (resources.length === 0) return <p className="muted">Aucune ressource n’est liée à vos rôles pour le moment.</p>;
  return (
    <ul className="doors">
      {resources.map((entry) => (
        <li key={entry.id}>
          <a className="door" href={isLocal(entry.url) ? entry.url : `/ressources/${entry.slug}`}>
            <Icon of={shapes[entry.slug] ?? FileText} />
            <span className="door-title">{entry.title}</span>
            <span className="door-note">{entry.description}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A page of this site, to which the menu leads at once. */
export function isLocal(url: string | null): url is string {
  return url !== null && /^\/(?!\/)/.test(url);
}
