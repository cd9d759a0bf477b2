import { listResources, orderResources, type ResourceView } from '@guichet/shared/contracts/resources';
import { ROLE_LABELS, ROLES } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { Tag } from '@guichet/shared/ui/tag';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { call } from '../../api.ts';
import { useRowKeys } from '../../pos/use-row-keys.ts';
import { sentenceOf } from '../../query-client.ts';
import { useAnnounce } from '../../shell/announcer.tsx';
import { FilterSelect } from '../../shell/filter-select.tsx';
import { Failure, LoadingPage } from '../../shell/page-states.tsx';
import { AdministratorsOnly } from '../administrators-only.tsx';
import { moved, seenBy } from './menu-order.ts';
import { ResourceDialog } from './resource-dialog.tsx';

export const resourcesQuery = queryOptions({
  queryKey: ['resources'],
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
  const [as, setAs] = useState<string>();
  useRowKeys('ressources');
  const shown = data?.resources.filter(({ archived }) => !archived) ?? [];
  const away = data?.resources.filter(({ archived }) => archived) ?? [];
  return (
    <>
      <p className="muted">
        Le menu que les membres trouvent sur l’extranet. Chaque ressource se montre à tous, ou aux rôles que vous
        choisissez.
      </p>
      <div className="privacy-acts">
        <Button type="button" small icon={Plus} onClick={() => setEditing('new')}>
          Nouvelle ressource
        </Button>
        <FilterSelect
          id="voir-comme"
          label="Voir le menu comme"
          all="Tout le menu"
          value={as}
          options={[
            ['aucun', 'Comme un membre sans rôle'],
            ...ROLES.map((role) => [role, `Comme : ${ROLE_LABELS[role]}`] as const),
          ]}
          onChange={setAs}
        />
      </div>
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
      {data && as === undefined && <Menu resources={shown} onEdit={setEditing} />}
      {data && as !== undefined && <Preview resources={shown.filter((one) => seenBy(one, as))} all={shown.length} />}
      {away.length > 0 && as === undefined && (
        <section aria-labelledby="retirees">
          <h2 id="retirees">Retirées du menu</h2>
          <ul className="tasks">
            {away.map((resource) => (
              <li key={resource.id} className="task">
                <div>
                  <h3>{resource.title}</h3>
                  <p>{resource.description}</p>
                </div>
                <EditButton resource={resource} onEdit={setEditing} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {editing && <ResourceDialog resource={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

type MenuProps = { resources: readonly ResourceView[]; onEdit: (resource: ResourceView) => void };

function Menu({ resources, onEdit }: MenuProps) {
  const { order, problem, busy } = useOrder(resources);
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
              <p>{resource.description}</p>
              <p className="small muted">{resource.url ?? 'Rien n’est encore publié : la page le dit aux membres.'}</p>
              <p>
                {resource.roles === null ? (
                  <Tag kind="accent">Tous les membres</Tag>
                ) : (
                  resource.roles.map((role) => <Tag key={role}>{ROLE_LABELS[role]}</Tag>)
                )}
              </p>
            </div>
            <div className="resource-acts">
              <Button
                type="button"
                kind="plain"
                small
                disabled={busy || index === 0}
                onClick={() => order(resource, -1)}
              >
                Monter
                <span className="visually-hidden"> : {resource.title}</span>
              </Button>
              <Button
                type="button"
                kind="plain"
                small
                disabled={busy || index === resources.length - 1}
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

function EditButton({ resource, onEdit }: { resource: ResourceView; onEdit: (resource: ResourceView) => void }) {
  return (
    <Button type="button" kind="quiet" small onClick={() => onEdit(resource)}>
      Modifier
      <span className="visually-hidden"> : {resource.title}</span>
    </Button>
  );
}

/** The menu as somebody with one role finds it. */
function Preview({ resources, all }: { resources: readonly ResourceView[]; all: number }) {
  return (
    <section aria-labelledby="apercu">
      <h2 id="apercu">Ce que ce membre voit</h2>
      <p className="muted" role="status">
        {resources.length} sur {all}. Qui a plusieurs rôles voit ce que chacun ouvre.
      </p>
      <ol className="tasks">
        {resources.map(({ id, title, description }) => (
          <li key={id}>
            <h3>{title}</h3>
            <p>{description}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useOrder(resources: readonly ResourceView[]) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const from = resources.map(({ id }) => id);
  const change = useMutation({
    mutationFn: ({ id, by }: { id: string; by: 1 | -1; title: string }) =>
      call(orderResources, { body: { from, to: moved(from, id, by) } }),
    onSuccess: (_, { id, by, title }) =>
      announce(`${title} : place ${moved(from, id, by).indexOf(id) + 1} sur ${from.length}.`),
    // A colleague was quicker: what stands now is shown beside the sentence.
    onSettled: () => queryClient.invalidateQueries(resourcesQuery),
  });
  return {
    busy: change.isPending,
    problem: change.error ? sentenceOf(change.error) : '',
    order: ({ id, title }: ResourceView, by: 1 | -1) => change.mutate({ id, by, title }),
  };
}
