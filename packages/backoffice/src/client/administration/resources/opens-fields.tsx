import { RadioGroup } from '@guichet/shared/ui/radio-group';
import { TextField } from '@guichet/shared/ui/text-field';
import { FileField } from './file-field.tsx';
import type { Opens, ResourceDraft } from './use-resource-draft.ts';

type Props = {
  draft: ResourceDraft;
  errors: Record<string, string>;
  maxMegabytes: number;
  set: (values: Partial<ResourceDraft>) => void;
};

/** What a resource opens: a link, a file, or nothing yet. */
export function OpensFields({ draft, errors, maxMegabytes, set }: Props) {
  return (
    <>
      <RadioGroup
        id="ouvre"
        name="ouvre"
        label="Ce qu’elle ouvre"
        required
        value={draft.opens}
        options={[
          { value: 'link', label: 'Un lien' },
          { value: 'file', label: 'Un fichier' },
          { value: 'nothing', label: 'Rien encore', hint: 'La page dit aux membres que rien n’est encore publié.' },
        ]}
        inputProps={{ onChange: (event) => set({ opens: event.target.value as Opens }) }}
      />
      {draft.opens === 'link' && (
        <TextField
          id="lien"
          name="lien"
          type="url"
          label="Lien"
          hint="Une adresse en https://, ou une page de l’extranet comme /dossier."
          required
          value={draft.url}
          error={errors.url}
          inputProps={{ onChange: (event) => set({ url: event.target.value }) }}
        />
      )}
      {draft.opens === 'file' && (
        <FileField
          file={draft.file}
          maxMegabytes={maxMegabytes}
          error={errors.fileId}
          onChange={(file) => set({ file })}
        />
      )}
    </>
  );
}
