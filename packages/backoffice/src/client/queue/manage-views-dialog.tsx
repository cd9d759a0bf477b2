import { changeView, deleteView, type SavedView, VIEW_NAME_LENGTH } from '@guichet/shared/contracts/saved-views';
import { Button } from '@guichet/shared/ui/button';
import { Choice } from '@guichet/shared/ui/choice';
import { Notice } from '@guichet/shared/ui/notice';
import { TextField } from '@guichet/shared/ui/text-field';
import { useState } from 'react';
import { Dialog } from '../shell/dialog.tsx';
import type { QueueFilters } from './queue-filters.ts';
import { useViewActs } from './use-view-acts.ts';

type Props = { filters: QueueFilters; views: readonly SavedView[]; onClose: () => void };

/** Renames, shares, changes and deletes views; those of colleagues are theirs to change. */
export function ManageViewsDialog({ filters, views, onClose }: Props) {
  return (
    <Dialog title="Vues enregistrées" onClose={onClose} wide>
      {views.length === 0 && <p>Il n’y a plus de vue.</p>}
      <ul className="plain-list views">
        {views.map((view) => (
          <li key={view.id}>
            {view.mayChange ? (
              <ViewForm view={view} filters={filters} />
            ) : (
              <p>
                <strong>{view.name}</strong> <span className="muted">partagée par {view.owner}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function ViewForm({ view, filters }: { view: SavedView; filters: QueueFilters }) {
  const { act, busy, problem } = useViewActs();
  const [name, setName] = useState(view.name);
  const [deleting, setDeleting] = useState(false);
  const params = { id: view.id };
  const change = (to: { name?: string; shared?: boolean; filters?: QueueFilters }, sentence: string) =>
    act(changeView, { params, body: { name: view.name, shared: view.shared, ...to } }, sentence);
  return (
    <form
      noValidate
      aria-label={view.name}
      onSubmit={(event) => {
        event.preventDefault();
        void change({ name }, `Vue renommée : ${name}.`);
      }}
    >
      <TextField
        id={`vue-${view.id}`}
        name="nom"
        label={view.owner ? `Nom de la vue de ${view.owner}` : 'Nom de la vue'}
        required
        error={problem || undefined}
        value={name}
        inputProps={{ maxLength: VIEW_NAME_LENGTH, onChange: (event) => setName(event.target.value) }}
      />
      <Choice
        id={`partagee-${view.id}`}
        name="partagee"
        type="checkbox"
        value="oui"
        label="Partagée avec tout le secrétariat"
        checked={view.shared}
        inputProps={{
          onChange: (event) => {
            const shared = event.currentTarget.checked;
            void change({ shared }, shared ? 'Vue partagée.' : 'Vue gardée pour vous.');
          },
        }}
      />
      {deleting ? (
        <Notice kind="warn">
          <p>
            Supprimer cette vue{view.shared && ' pour tout le secrétariat'} ? Les demandes restent ce qu’elles sont.
          </p>
          <div className="dialog-acts">
            <Button
              type="button"
              kind="danger"
              small
              disabled={busy}
              onClick={() => void act(deleteView, { params }, `Vue supprimée : ${view.name}.`)}
            >
              Supprimer la vue
            </Button>
            <Button type="button" kind="plain" small onClick={() => setDeleting(false)}>
              La garder
            </Button>
          </div>
        </Notice>
      ) : (
        <div className="dialog-acts">
          <Button kind="quiet" small disabled={busy || name.trim() === view.name}>
            Renommer
          </Button>
          <Button
            type="button"
            kind="plain"
            small
            disabled={busy}
            onClick={() => void change({ filters }, 'La vue a maintenant les filtres de la liste.')}
          >
            Lui donner les filtres de la liste
          </Button>
          <Button type="button" kind="plain" small onClick={() => setDeleting(true)}>
            Supprimer
          </Button>
        </div>
      )}
    </form>
  );
}
