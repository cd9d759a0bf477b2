import type { PoMatch } from '@guichet/shared/contracts/pos';
import { uploadImport } from '@guichet/shared/contracts/member-imports';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { call } from '../api.ts';
import { newId } from '../bulk/new-id.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';

const PoPicker = lazy(async () => ({ default: (await import('../pos/po-picker.tsx')).PoPicker }));

/** Brings a file: which one, for one PO or for those that a column names. */
export function UploadForm({ maxMegabytes }: { maxMegabytes: number | undefined }) {
  const [file, setFile] = useState<File | null>(null);
  const [po, setPo] = useState<PoMatch | null>(null);
  const [sheet, setSheet] = useState('');
  const [picking, setPicking] = useState(false);
  const [empty, setEmpty] = useState(false);
  const { send, busy, problem } = useUpload();
  const error = empty && !file ? 'Choisissez un fichier.' : problem;
  return (
    <form
      className="import-upload"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setEmpty(!file);
        if (file && !busy) void send(file, po?.id, sheet);
      }}
    >
      <h2>Apporter une liste</h2>
      <div className={error ? 'field field-bad' : 'field'}>
        <label className="label" htmlFor="import-file">
          Fichier Excel (.xlsx) ou CSV
        </label>
        <p className="hint" id="import-file-hint">
          {maxMegabytes ? `${maxMegabytes} Mo et 50 000 lignes au plus. ` : ''}Une ligne par personne et par PO ; une
          ligne de titres au-dessus.
        </p>
        {error && (
          <p className="field-error" id="import-file-error" role="alert">
            {error}
          </p>
        )}
        <input
          id="import-file"
          className="import-file"
          type="file"
          accept=".xlsx,.csv,.txt,.tsv"
          aria-describedby={error ? 'import-file-error import-file-hint' : 'import-file-hint'}
          aria-invalid={error ? true : undefined}
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
      </div>
      <p className="import-po">
        <span>
          <strong>PO :</strong> {po ? `${po.name} (FASE ${po.fase})` : 'une colonne du fichier dit lequel'}
        </span>
        <Button type="button" kind="quiet" small onClick={() => setPicking(true)}>
          {po ? 'Choisir un autre PO' : 'Tout le fichier est d’un seul PO'}
        </Button>
        {po && (
          <Button type="button" kind="plain" small onClick={() => setPo(null)}>
            Plusieurs PO
          </Button>
        )}
      </p>
      <TextField
        id="import-sheet"
        name="sheet"
        label="Feuille"
        hint="Seulement si plusieurs feuilles du classeur contiennent quelque chose."
        width="medium"
        value={sheet}
        inputProps={{ onChange: (event) => setSheet(event.target.value) }}
      />
      <Button disabled={busy}>{busy ? 'Lecture…' : 'Lire le fichier'}</Button>
      {picking && (
        <Suspense>
          <PoPicker
            title="De quel PO est cette liste ?"
            onClose={() => setPicking(false)}
            onChoose={(chosen) => {
              setPo(chosen);
              setPicking(false);
            }}
          />
        </Suspense>
      )}
    </form>
  );
}

function useUpload() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: ({ file, po, sheet }: { file: File; po: string | undefined; sheet: string }) =>
      call(uploadImport, { query: { id: newId(), name: file.name, po, sheet: sheet.trim() || undefined }, body: file }),
  });
  return {
    busy: isPending,
    problem: error ? sentenceOf(error) : '',
    send: async (file: File, po: string | undefined, sheet: string) => {
      const sent = await mutateAsync({ file, po, sheet }).catch(() => null);
      if (!sent) return;
      announce('Fichier lu. Vérifiez les colonnes.');
      void queryClient.invalidateQueries({ queryKey: ['imports'] });
      await navigate({ to: '/importations/$importId', params: { importId: sent.id } });
    },
  };
}
