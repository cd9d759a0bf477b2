import {
  archiveResource,
  changeResource,
  createResource,
  type ResourceView,
} from '@guichet/shared/contracts/resources';
import type { Role } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { TextArea } from '@guichet/shared/ui/text-area';
import { TextField } from '@guichet/shared/ui/text-field';
import { call } from '../../api.ts';
import { FormDialog } from '../../shell/form-dialog.tsx';
import { useAct } from '../../shell/use-act.ts';
import { AudienceFields } from './audience-fields.tsx';
import { DayFields } from './day-fields.tsx';
import { OpensFields } from './opens-fields.tsx';
import { missingIn, useResourceDraft, writtenOf } from './use-resource-draft.ts';

type Props = {
  /** As it was when the dialog was opened. Null: a new one. */
  resource: ResourceView | null;
  /** As it stands now: a colleague may have changed it meanwhile. */
  latest: ResourceView | null;
  administratorRoles: readonly Role[];
  maxMegabytes: number;
  onClose: () => void;
};

/** One entry of the menu: what it is called, what it opens, who sees it and when. */
export function ResourceDialog({ resource, latest, administratorRoles, maxMegabytes, onClose }: Props) {
  const { draft, set } = useResourceDraft(resource);
  const { act, busy, errors, setErrors, problem } = useAct('resources');
  const save = () => {
    const missing = missingIn(draft);
    if (Object.keys(missing).length > 0) return setErrors(missing);
    const written = writtenOf(draft);
    void act(
      `Ressource enregistrée : ${draft.title}.`,
      () =>
        latest
          ? call(changeResource, { params: { id: latest.id }, body: { version: latest.version, ...written } })
          : call(createResource, { body: written }),
      onClose,
    );
  };
  const archive = ({ id, version, archived, title }: ResourceView) =>
    act(
      archived ? `Ressource remise dans le menu : ${title}.` : `Ressource retirée du menu : ${title}.`,
      () => call(archiveResource, { params: { id }, body: { version, archived: !archived } }),
      onClose,
    );
  return (
    <FormDialog
      title={resource ? 'Modifier la ressource' : 'Nouvelle ressource'}
      onClose={onClose}
      onSubmit={save}
      {...{ busy, problem }}
      acts={latest && <ArchiveButton resource={latest} busy={busy} onArchive={archive} />}
      wide
    >
      <TextField
        id="titre"
        name="titre"
        label="Titre"
        required
        value={draft.title}
        error={errors.title}
        inputProps={{ onChange: (event) => set({ title: event.target.value }) }}
      />
      <TextArea
        id="description"
        name="description"
        label="Ce qu’on y trouve"
        hint="Une phrase, sous le titre."
        required
        rows={2}
        maxLength={400}
        value={draft.description}
        error={errors.description}
        inputProps={{ onChange: (event) => set({ description: event.target.value }) }}
      />
      <OpensFields draft={draft} errors={errors} maxMegabytes={maxMegabytes} set={set} />
      <AudienceFields draft={draft} errors={errors} administratorRoles={administratorRoles} set={set} />
      <DayFields draft={draft} errors={errors} set={set} />
      {resource && latest && latest.version !== resource.version && <Meanwhile latest={latest} />}
    </FormDialog>
  );
}

/** What a colleague saved while this one was typed: saving now writes over it, knowingly. */
function Meanwhile({ latest: { title, description, url, file } }: { latest: ResourceView }) {
  return (
    <Notice kind="warn" title="Enregistré entre-temps par quelqu’un d’autre">
      <p>
        <strong>{title}</strong>
        <br />
        {description}
        <br />
        {file?.name ?? url ?? 'Rien n’est encore publié.'}
      </p>
    </Notice>
  );
}

type ArchiveProps = { resource: ResourceView; busy: boolean; onArchive: (resource: ResourceView) => Promise<void> };

function ArchiveButton({ resource, busy, onArchive }: ArchiveProps) {
  const { archived } = resource;
  return (
    <Button type="button" kind={archived ? 'quiet' : 'danger'} disabled={busy} onClick={() => void onArchive(resource)}>
      {archived ? 'Remettre dans le menu' : 'Retirer du menu'}
    </Button>
  );
}
