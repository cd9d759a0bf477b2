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
import { Dialog } from '../../shell/dialog.tsx';
import { AudienceFields } from './audience-fields.tsx';
import { DayFields } from './day-fields.tsx';
import { OpensFields } from './opens-fields.tsx';
import { useResourceActs } from './use-resource-acts.ts';
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
  const { act, busy, errors, setErrors, problem } = useResourceActs(onClose);
  const save = () => {
    const missing = missingIn(draft);
    if (Object.keys(missing).length > 0) return setErrors(missing);
    const written = writtenOf(draft);
    void act(`Ressource enregistrée : ${draft.title}.`, () =>
      latest
        ? call(changeResource, { params: { id: latest.id }, body: { version: latest.version, ...written } })
        : call(createResource, { body: written }),
    );
  };
  return (
    <Dialog title={resource ? 'Modifier la ressource' : 'Nouvelle ressource'} onClose={onClose} wide>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
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
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={busy}>Enregistrer</Button>
          {latest && <ArchiveButton resource={latest} busy={busy} act={act} />}
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien changer
          </Button>
        </div>
      </form>
    </Dialog>
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

type ArchiveProps = {
  resource: ResourceView;
  busy: boolean;
  act: (sentence: string, send: () => Promise<unknown>) => Promise<void>;
};

function ArchiveButton({ resource: { id, version, archived, title }, busy, act }: ArchiveProps) {
  const sentence = archived ? `Ressource remise dans le menu : ${title}.` : `Ressource retirée du menu : ${title}.`;
  return (
    <Button
      type="button"
      kind={archived ? 'quiet' : 'danger'}
      disabled={busy}
      onClick={() =>
        void act(sentence, () => call(archiveResource, { params: { id }, body: { version, archived: !archived } }))
      }
    >
      {archived ? 'Remettre dans le menu' : 'Retirer du menu'}
    </Button>
  );
}
