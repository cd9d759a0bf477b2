import { type ResourceFileView, uploadResourceFile } from '@guichet/shared/contracts/resources';
import { RESOURCE_FILE_ACCEPT, RESOURCE_FILE_WORDS, sayFile } from '@guichet/shared/domain/resource-files';
import { Button } from '@guichet/shared/ui/button';
import { FieldFrame, controlProps } from '@guichet/shared/ui/field-frame';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { newId } from '../../bulk/new-id.ts';
import { sentenceOf } from '../../query-client.ts';
import { useAnnounce } from '../../shell/announcer.tsx';

type Props = {
  file: ResourceFileView | null;
  maxMegabytes: number;
  error: string | undefined;
  onChange: (file: ResourceFileView | null) => void;
};

/** The file of a resource. It is sent as soon as it is chosen, so that what is wrong with it is said at once. */
export function FileField({ file, maxMegabytes, error, onChange }: Props) {
  const { send, busy, problem } = useUpload(maxMegabytes, onChange);
  const field = {
    ...{ id: 'fichier', name: 'fichier', label: 'Fichier', required: true },
    hint: `${RESOURCE_FILE_WORDS}. ${maxMegabytes} Mo au plus.`,
    error: problem || error,
  };
  return (
    <FieldFrame {...field}>
      {file && (
        <p className="resource-file">
          <a href={fileAddress(file.id)} download={file.name}>
            {file.name}
          </a>{' '}
          <span className="muted">({sayFile(file)})</span>
          <Button type="button" kind="plain" small onClick={() => onChange(null)}>
            Retirer
          </Button>
        </p>
      )}
      <input
        {...controlProps(field)}
        type="file"
        className="import-file"
        accept={RESOURCE_FILE_ACCEPT}
        disabled={busy}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          // The same file may be chosen again once it is mended.
          event.target.value = '';
          if (chosen) send(chosen);
        }}
      />
      <p className="small muted" role="status">
        {busy ? 'Envoi et vérification…' : ''}
      </p>
    </FieldFrame>
  );
}

export function fileAddress(id: string): string {
  return `/api/administration/resource-files/${id}`;
}

function useUpload(maxMegabytes: number, onChange: (file: ResourceFileView) => void) {
  const announce = useAnnounce();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (file: File) => {
      if (file.size > maxMegabytes * 1024 * 1024) {
        throw new TooLarge(
          `Ce fichier dépasse ${maxMegabytes} Mo : réduisez ses images, ou partagez-le en plusieurs fichiers.`,
        );
      }
      return call(uploadResourceFile, { query: { id: newId(), name: file.name }, body: file });
    },
    onSuccess: (file) => {
      onChange(file);
      announce(`Fichier reçu : ${file.name}.`);
    },
  });
  return {
    send: mutate,
    busy: isPending,
    problem: error instanceof TooLarge ? error.message : error ? sentenceOf(error) : '',
  };
}

/** Known before anything is sent. */
class TooLarge extends Error {}
