import type { SavedView } from '@guichet/shared/contracts/saved-views';
import { Button } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Bookmark from 'lucide-react/icons/bookmark';
import BookmarkPlus from 'lucide-react/icons/bookmark-plus';
import Users from 'lucide-react/icons/users';
import { lazy, Suspense, useState } from 'react';
import { viewsQuery } from '../queries.ts';
import { isNarrowed, type QueueFilters, readFilters } from './queue-filters.ts';

// Seldom opened: not part of what every morning loads.
const SaveViewDialog = lazy(async () => ({ default: (await import('./save-view-dialog.tsx')).SaveViewDialog }));
const ManageViewsDialog = lazy(async () => ({
  default: (await import('./manage-views-dialog.tsx')).ManageViewsDialog,
}));

/** Filters that were given a name, one's own and the shared ones, and the way to keep those of this moment. */
export function ViewBar({ filters }: { filters: QueueFilters }) {
  const { data } = useQuery(viewsQuery);
  const [open, setOpen] = useState<'save' | 'manage' | null>(null);
  const views = data?.views ?? [];
  const isKnown = views.some((view) => sayFilters(view.filters) === sayFilters(filters));
  const isWorthSaving = isNarrowed(filters) && !isKnown;
  if (views.length === 0 && !isWorthSaving) return null;
  return (
    <nav className="queue-tabs queue-views" aria-label="Vues enregistrées">
      {views.map((view) => (
        <ViewLink key={view.id} view={view} isCurrent={sayFilters(view.filters) === sayFilters(filters)} />
      ))}
      {isWorthSaving && (
        <Button type="button" kind="plain" small icon={BookmarkPlus} onClick={() => setOpen('save')}>
          Enregistrer cette vue
        </Button>
      )}
      {views.length > 0 && (
        <Button type="button" kind="plain" small onClick={() => setOpen('manage')}>
          Gérer<span className="visually-hidden"> les vues</span>
        </Button>
      )}
      <Suspense>
        {open === 'save' && <SaveViewDialog filters={filters} onClose={() => setOpen(null)} />}
        {open === 'manage' && <ManageViewsDialog filters={filters} views={views} onClose={() => setOpen(null)} />}
      </Suspense>
    </nav>
  );
}

function ViewLink({ view, isCurrent }: { view: SavedView; isCurrent: boolean }) {
  const whose = view.owner ? `partagée par ${view.owner}` : view.shared ? 'partagée avec vos collègues' : '';
  return (
    <Link
      to="/demandes"
      search={readFilters(view.filters)}
      className="queue-tab"
      aria-current={isCurrent ? 'page' : undefined}
      activeOptions={{ exact: true, explicitUndefined: true }}
      title={whose}
    >
      <Icon of={view.shared ? Users : Bookmark} />
      {view.name}
      {whose && <span className="visually-hidden">, {whose}</span>}
    </Link>
  );
}

/** Equal for filters that say the same: those that say nothing any more are left out. */
function sayFilters(filters: QueueFilters): string {
  return JSON.stringify(Object.entries(readFilters(filters)).sort());
}
