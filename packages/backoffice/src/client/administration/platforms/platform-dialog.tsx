import { changePlatform, createPlatform, type PlatformView } from '@guichet/shared/contracts/platforms';
import { PLATFORM_SHARE_LABELS, PLATFORM_SHARES, type PlatformShare } from '@guichet/shared/domain/platforms';
import { ROLE_LABELS, ROLES, type Role } from '@guichet/shared/domain/roles';
import { CheckboxGroup } from '@guichet/shared/ui/checkbox-group';
import { SelectField } from '@guichet/shared/ui/select-field';
import { TextArea } from '@guichet/shared/ui/text-area';
import { TextField } from '@guichet/shared/ui/text-field';
import { useState } from 'react';
import { call } from '../../api.ts';
import { FormDialog } from '../../shell/form-dialog.tsx';
import { useAct } from '../../shell/use-act.ts';
import type { ShownSecret } from './secret-dialog.tsx';

type Props = {
  /** Null: a new one. */
  platform: PlatformView | null;
  onClose: () => void;
  onSecret: (shown: ShownSecret) => void;
};

type Draft = {
  name: string;
  consentText: string;
  redirectUris: string;
  postLogoutUris: string;
  everybody: boolean;
  roles: readonly Role[];
  shares: readonly PlatformShare[];
  isPublic: boolean;
};

const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

function draftOf(platform: PlatformView | null): Draft {
  return {
    name: platform?.name ?? '',
    consentText: platform?.consentText ?? '',
    redirectUris: platform?.redirectUris.join('\n') ?? '',
    postLogoutUris: platform?.postLogoutUris.join('\n') ?? '',
    everybody: platform ? platform.roles === null : true,
    roles: platform?.roles ?? [],
    shares: platform?.shares ?? ['profile', 'roles'],
    isPublic: platform?.public ?? false,
  };
}

/** One platform: its name, where members come back to, who enters, what it learns, what members read first. */
export function PlatformDialog({ platform, onClose, onSecret }: Props) {
  const [draft, setDraft] = useState(() => draftOf(platform));
  const set = (values: Partial<Draft>) => setDraft((before) => ({ ...before, ...values }));
  const { act, busy, errors, problem } = useAct('platforms');
  const save = () => {
    const written = {
      ...{ name: draft.name, consentText: draft.consentText, shares: [...draft.shares] },
      ...{ redirectUris: lines(draft.redirectUris), postLogoutUris: lines(draft.postLogoutUris) },
      roles: draft.everybody ? null : [...draft.roles],
    };
    const sentence = `Plateforme enregistrée : ${draft.name}.`;
    if (platform) {
      const on = { params: { id: platform.id }, body: { version: platform.version, ...written } };
      return act(sentence, () => call(changePlatform, on), onClose);
    }
    return act(
      sentence,
      () => call(createPlatform, { body: { ...written, public: draft.isPublic } }),
      ({ platform: { name, clientId }, secret }) => {
        onClose();
        if (secret !== null) onSecret({ name, clientId, secret });
      },
    );
  };
  return (
    <FormDialog
      title={platform ? 'Modifier la plateforme' : 'Nouvelle plateforme'}
      onClose={onClose}
      onSubmit={() => void save()}
      {...{ busy, problem }}
      wide
    >
      <Identity draft={draft} set={set} errors={errors} />
      <Audience draft={draft} set={set} errors={errors} />
      {!platform && (
        <SelectField
          id="sorte"
          name="sorte"
          required
          label="Sorte d’application"
          hint="Ceux qui tiennent la plateforme le savent. En cas de doute : un site."
          value={draft.isPublic ? 'publique' : 'site'}
          options={[
            { value: 'site', label: 'Un site, qui garde un secret' },
            { value: 'publique', label: 'Une application de téléphone ou de navigateur, sans secret' },
          ]}
          inputProps={{ onChange: (event) => set({ isPublic: event.target.value === 'publique' }) }}
        />
      )}
    </FormDialog>
  );
}

type PartProps = { draft: Draft; set: (values: Partial<Draft>) => void; errors: Record<string, string> };

function Identity({ draft, set, errors }: PartProps) {
  return (
    <>
      <TextField
        id="nom"
        name="nom"
        label="Nom"
        hint="Celui que les membres connaissent."
        value={draft.name}
        error={errors.name}
        required
        inputProps={{ onChange: (event) => set({ name: event.target.value }) }}
      />
      <TextArea
        id="retours"
        name="retours"
        label="Adresses de retour"
        hint="Données par la plateforme, une par ligne, en https://. Seules celles-là reçoivent une réponse."
        rows={2}
        value={draft.redirectUris}
        error={errors.redirectUris}
        required
        inputProps={{ onChange: (event) => set({ redirectUris: event.target.value }) }}
      />
      <TextArea
        id="sorties"
        name="sorties"
        label="Adresses après la déconnexion"
        rows={2}
        value={draft.postLogoutUris}
        error={errors.postLogoutUris}
        inputProps={{ onChange: (event) => set({ postLogoutUris: event.target.value }) }}
      />
      <TextArea
        id="texte"
        name="texte"
        label="Ce que le membre lit avant d’accepter"
        hint="À quoi sert la plateforme, et pourquoi elle doit le connaître. Si ce texte change, chacun est interrogé de nouveau."
        rows={4}
        maxLength={1_000}
        value={draft.consentText}
        error={errors.consentText}
        required
        inputProps={{ onChange: (event) => set({ consentText: event.target.value }) }}
      />
    </>
  );
}

function Audience({ draft, set, errors }: PartProps) {
  const tickRole = (role: string, ticked: boolean) =>
    set({ roles: ROLES.filter((one) => (one === role ? ticked : draft.roles.includes(one))) });
  const tickShare = (share: string, ticked: boolean) =>
    set({ shares: PLATFORM_SHARES.filter((one) => (one === share ? ticked : draft.shares.includes(one))) });
  return (
    <>
      <CheckboxGroup
        id="parts"
        name="parts"
        label="Ce qu’elle apprend du membre"
        hint="Rien de plus que ce dont elle a besoin."
        value={draft.shares}
        options={PLATFORM_SHARES.map((share) => ({ value: share, label: PLATFORM_SHARE_LABELS[share] }))}
        inputProps={{ onChange: (event) => tickShare(event.target.value, event.target.checked) }}
      />
      <SelectField
        id="public"
        name="public"
        required
        label="Qui peut y entrer"
        value={draft.everybody ? 'tous' : 'roles'}
        options={[
          { value: 'tous', label: 'Tous les membres' },
          { value: 'roles', label: 'Certains rôles' },
        ]}
        inputProps={{ onChange: (event) => set({ everybody: event.target.value === 'tous' }) }}
      />
      {!draft.everybody && (
        <CheckboxGroup
          id="roles"
          name="roles"
          label="Rôles"
          columns
          value={draft.roles}
          error={errors.roles}
          options={ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
          inputProps={{ onChange: (event) => tickRole(event.target.value, event.target.checked) }}
        />
      )}
    </>
  );
}
