import { sayFile } from '@guichet/shared/domain/resource-files';
import type { MenuEntry } from '@guichet/shared/reads/resources/read-menu';
import { Icon, type IconShape } from '@guichet/shared/ui/icon';
import { Tag } from '@guichet/shared/ui/tag';
import Building from 'lucide-react/icons/building-2';
import ClipboardList from 'lucide-react/icons/clipboard-list';
import Database from 'lucide-react/icons/database';
import FileText from 'lucide-react/icons/file-text';
import HardHat from 'lucide-react/icons/hard-hat';
import Scale from 'lucide-react/icons/scale';
import ShoppingCart from 'lucide-react/icons/shopping-cart';

/** For the entries that every installation begins with; others get a sheet of paper. */
const shapes: Record<string, IconShape> = {
  'base-de-donnees-po': Database,
  'documentation-juridico-administrative': Scale,
  'gestion-des-batiments': Building,
  'securite-et-bien-etre': HardHat,
  'centrale-des-marches': ShoppingCart,
  'plan-de-pilotage': ClipboardList,
};

type Props = { resources: readonly MenuEntry[]; news: ReadonlySet<string> };

export function ResourceMenu({ resources, news }: Props) {
  return (
    <ul className="doors">
      {resources.map((entry) => (
        <li key={entry.id}>
          <a className="door" href={isLocal(entry.url) ? entry.url : `/ressources/${entry.slug}`}>
            <Icon of={shapes[entry.slug] ?? FileText} />
            <span className="door-title">{entry.title}</span>
            <span className="door-note">{entry.description}</span>
            <ResourceMarks entry={entry} isNew={news.has(entry.id)} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function ResourceMarks({ entry: { url, file }, isNew }: { entry: MenuEntry; isNew: boolean }) {
  const elsewhere = hostOf(url);
  if (!isNew && !file && elsewhere === null) return null;
  return (
    <span className="door-marks">
      {isNew && <Tag kind="accent">Nouveau</Tag>}
      {file && <span>{sayFile(file)}</span>}
      {elsewhere !== null && <span>Sur {elsewhere}</span>}
    </span>
  );
}

/** A page of this site, to which the menu leads at once. */
export function isLocal(url: string | null): url is string {
  return url !== null && /^\/(?!\/)/.test(url);
}

/** The other site that a link leads to; null for a page of ours. */
export function hostOf(url: string | null): string | null {
  return url !== null && url.startsWith('https://') && URL.canParse(url) ? new URL(url).hostname : null;
}
