import { ApiProblem } from '@guichet/shared/contracts/problem';
import {
  archiveResource,
  changeResource,
  createResource,
  type ResourceView,
} from '@guichet/shared/contracts/resources';
import { ROLE_LABELS, ROLES, type Role } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { CheckboxGroup } from '@guichet/shared/ui/checkbox-group';
import { SelectField } from '@guichet/shared/ui/select-field';
import { TextArea } from '@guichet/shared/ui/text-area';
import { TextField } from '@guichet/shared/ui/text-field';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { sentenceOf } from '../../query-client.ts';
import { useAnnounce } from '../../shell/announcer.tsx';
import { Dialog } from '../../shell/dialog.tsx';

type Props = {
  /** Null: a new one. */
  resource: ResourceView | null;
  onClose: () => void;
};

/** One entry of the menu: what it is called, where it leads, and who sees it. */
export function ResourceDialog({ resource, onClose }: Props) {
  const [title, setTitle] = useState(resource?.title ?? '');
  const [description, setDescription] = useState(resource?.description ?? '');
  const [url, setUrl] = useState(resource?.url ?? '');
  const [everybody, setEverybody] = useState(resource ? resource.roles === null : true);
  const [roles, setRoles] = useState<readonly Role[]>(resource?.roles ?? []);
  const { act, busy, errors, problem } = useResourceActs(onClose);
  const save = () => {
    const written = { title, description, url: url.trim() || null, roles: everybody ? null : [...roles] };
    return act(`Ressource enregistrée : ${title}.`, () =>
      resource
        ? call(changeResource, { params: { id: resource.id }, body: { version: resource.version, ...written } })
        : call(createResource, { body: written }),
    );
  };
  const archive = ({ id, version, archived, title: name }: ResourceView) =>
    act(archived ? `Ressource remise dans le menu : ${name}.` : `Ressource retirée du menu : ${name}.`, () =>
      call(archiveResource, { params: { id }, body: { version, archived: !archived } }),
    );
  const tick = (role: string, ticked: boolean) =>
    setRoles(ROLES.filter((one) => (one === role ? ticked : roles.includes(one))));
  return (
    <Dialog title={resource ? 'Modifier la ressource' : 'Nouvelle ressource'} onClose={onClose} wide>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          id="titre"
          name="titre"
          label="Titre"
          value={title}
          error={errors.title}
          inputProps={{ onChange: (event) => setTitle(event.target.value) }}
        />
        <TextArea
          id="description"
          name="description"
          label="Ce qu’on y trouve"
          hint="Une phrase, sous le titre."
          rows={2}
          maxLength={400}
          value={description}
          error={errors.description}
          inputProps={{ onChange: (event) => setDescription(event.target.value) }}
        />
        <TextField
          id="lien"
          name="lien"
          type="url"
          label="Lien"
          hint="Une adresse en https://, ou une page de l’extranet comme /dossier. Vide : la page dit que rien n’est encore publié."
          value={url}
          error={errors.url}
          inputProps={{ onChange: (event) => setUrl(event.target.value) }}
        />
        <SelectField
          id="public"
          name="public"
          label="Qui la voit"
          value={everybody ? 'tous' : 'roles'}
          options={[
            { value: 'tous', label: 'Tous les membres' },
            { value: 'roles', label: 'Certains rôles' },
          ]}
          inputProps={{ onChange: (event) => setEverybody(event.target.value === 'tous') }}
        />
        {!everybody && (
          <CheckboxGroup
            id="roles"
            name="roles"
            label="Rôles"
            columns
            value={roles}
            error={errors.roles}
            options={ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
            inputProps={{ onChange: (event) => tick(event.target.value, event.target.checked) }}
          />
        )}
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={busy}>Enregistrer</Button>
          {resource && (
            <Button
              type="button"
              kind={resource.archived ? 'quiet' : 'danger'}
              disabled={busy}
              onClick={() => void archive(resource)}
            >
              {resource.archived ? 'Remettre dans le menu' : 'Retirer du menu'}
            </Button>
          )}
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien changer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Sends one act; what is wrong stands at its field. */
function useResourceActs(onDone: () => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const act = async (sentence: string, send: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setErrors({});
    setProblem('');
    try {
      await send();
      announce(sentence);
      onDone();
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.issues : [];
      setErrors(Object.fromEntries(issues.map(({ path, message }) => [path, message])));
      if (issues.length === 0) setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
      await queryClient.invalidateQueries({ queryKey: ['resources'] });
    }
  };
  return { act, busy, errors, problem };
}
