import type { ResourceView } from '@guichet/shared/contracts/resources';
import { formatLongDate } from '@guichet/shared/domain/dates';
import { sayFile } from '@guichet/shared/domain/resource-files';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import { Tag } from '@guichet/shared/ui/tag';
import { fileAddress } from './file-field.tsx';

/** What stands of a resource in the list: what it opens, who finds it, and when. */
export function ResourceFacts({ resource, today }: { resource: ResourceView; today: string }) {
  return (
    <>
      <p>{resource.description}</p>
      <Opened resource={resource} />
      <Audience resource={resource} />
      <Days resource={resource} today={today} />
    </>
  );
}

function Opened({ resource: { url, file } }: { resource: ResourceView }) {
  if (file) {
    return (
      <p className="small muted">
        <a href={fileAddress(file.id)} download={file.name}>
          {file.name}
        </a>{' '}
        ({sayFile(file)})
      </p>
    );
  }
  return <p className="small muted">{url ?? 'Rien n’est encore publié : la page le dit aux membres.'}</p>;
}

function Audience({ resource: { administrators, roles, pos } }: { resource: ResourceView }) {
  return (
    <p className="resource-tags">
      {roles === null && <Tag kind="accent">Tous les membres</Tag>}
      {administrators && <Tag kind="accent">Tous les administrateurs</Tag>}
      {roles?.map((role) => (
        <Tag key={role}>{ROLE_LABELS[role]}</Tag>
      ))}
      {pos.map(({ id, name }) => (
        <Tag key={id} kind="warn">
          Seulement {name}
        </Tag>
      ))}
    </p>
  );
}

function Days({ resource: { shownFrom, shownTo }, today }: { resource: ResourceView; today: string }) {
  if (shownFrom === null && shownTo === null) return null;
  const from = shownFrom === null ? '' : `du ${formatLongDate(shownFrom)} `;
  const to = shownTo === null ? '' : `jusqu’au ${formatLongDate(shownTo)}`;
  const state =
    shownFrom !== null && today < shownFrom
      ? 'Pas encore visible'
      : shownTo !== null && today > shownTo
        ? 'N’est plus visible'
        : null;
  return (
    <p className="small resource-tags">
      {state && <Tag kind="warn">{state}</Tag>} Visible {from}
      {to}
    </p>
  );
}
