import { listResources, type ResourceView } from '@guichet/shared/contracts/resources';
import type { Role } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { queryOptions, useQuery } from '@tanstack/react-query';
import Eye from 'lucide-react/icons/eye';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { call } from '../../api.ts';
import { useRowKeys } from '../../pos/use-row-keys.ts';
import { Failure, LoadingPage } from '../../shell/page-states.tsx';
import { AdministratorsOnly } from '../administrators-only.tsx';
import { AdministratorsPart } from './administrators-part.tsx';
import { PreviewPart } from './preview-part.tsx';
import { ResourceDialog } from './resource-dialog.tsx';
import { ResourceFacts } from './resource-row.tsx';
import { useOrder } from './use-order.ts';

const resourcesQuery = queryOptions({
  queryKey: ['resources', 'list'],
  queryFn: ({ signal }) => call(listResources, {}, signal),
});

/** The menu of the extranet: what it holds, in which order, and who sees what. */
export function ResourcesPage() {
  return (
    <AdministratorsOnly title="Ressources">
      <Body />
    </AdministratorsOnly>
  );
}

function Body() {
  const { data, isPending, error, refetch } = useQuery(resourcesQuery);
  const [editing, setEditing] = useState<ResourceView | 'new' | null>(null);
  const [preview, setPreview] = useState<{ role: Role | null } | null>(null);
  useRowKeys('ressources');
  if (!data) return isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />;
  const { resources, today, administrators, maxMegabytes } = data;
  const shown = resources.filter(({ archived }) => !archived);
  const away = resources.filter(({ archived }) => archived);
  return (
    <>
      <p className="muted">
        Le menu que les membres trouvent sur l’extranet. Chaque ressource se montre à tous, ou aux rôles et aux PO que
        vous choisissez.
      </p>
      <div className="privacy-acts">
        <Button type="button" small icon={Plus} onClick={() => setEditing('new')}>
          Nouvelle ressource
        </Button>
        {!preview && (
          <Button type="button" kind="quiet" small icon={Eye} onClick={() => setPreview({ role: null })}>
            Voir comme un membre
          </Button>
        )}
      </div>
      {preview ? (
        <PreviewPart
          {...preview}
          today={today}
          onRole={(role) => setPreview({ role })}
          onClose={() => setPreview(null)}
        />
      ) : (
        <>
          <Menu resources={shown} today={today} onEdit={setEditing} />
          <Away resources={away} today={today} onEdit={setEditing} />
          <AdministratorsPart administrators={administrators} />
        </>
      )}
      {editing && (
        <ResourceDialog
          resource={editing === 'new' ? null : editing}
          latest={editing === 'new' ? null : (resources.find(({ id }) => id === editing.id) ?? editing)}
          administratorRoles={administrators.roles}
          maxMegabytes={maxMegabytes}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

type MenuProps = { resources: readonly ResourceView[]; today: string; onEdit: (resource: ResourceView) => void };

function Menu({ resources, today, onEdit }: MenuProps) {
  const { order, problem } = useOrder();
  return (
    <>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <ol className="tasks" id="ressources">
        {resources.map((resource, index) => (
          <li key={resource.id} className="task" data-row tabIndex={-1}>
            <div>
              <h2 className="resource-title">{resource.title}</h2>
              <ResourceFacts resource={resource} today={today} />
            </div>
            <div className="resource-acts">
              <Button type="button" kind="quiet" small disabled={index === 0} onClick={() => order(resource, -1)}>
                Monter
                <span className="visually-hidden"> : {resource.title}</span>
              </Button>
              <Button
                type="button"
                kind="quiet"
                small
                disabled={index === resources.length - 1}
                onClick={() => order(resource, 1)}
              >
                Descendre
                <span className="visually-hidden"> : {resource.title}</span>
              </Button>
              <EditButton resource={resource} onEdit={onEdit} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function Away({ resources, today, onEdit }: MenuProps) {
  if (resources.length === 0) return null;
  return (
    <section aria-labelledby="retirees">
      <h2 id="retirees">Retirées du menu</h2>
      <ul className="tasks">
        {resources.map((resource) => (
          <li key={resource.id} className="task">
            <div>
              <h3>{resource.title}</h3>
              <ResourceFacts resource={resource} today={today} />
            </div>
            <EditButton resource={resource} onEdit={onEdit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function EditButton({ resource, onEdit }: { resource: ResourceView; onEdit: (resource: ResourceView) => void }) {
  return (
    <Button type="button" kind="quiet" small onClick={() => onEdit(resource)}>
      Modifier
      <span className="visually-hidden"> : {resource.title}</span>
    </Button>
  );
}
