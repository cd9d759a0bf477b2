import { orderErasure, type ErasurePreview, previewErasure } from '@guichet/shared/contracts/privacy';
import { Button } from '@guichet/shared/ui/button';
import { Choice } from '@guichet/shared/ui/choice';
import { Notice } from '@guichet/shared/ui/notice';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../api.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';

const previewQuery = (personId: string) =>
  queryOptions({
    queryKey: ['erasure', personId],
    queryFn: ({ signal }) => call(previewErasure, { params: { id: personId } }, signal),
    staleTime: 0,
    gcTime: 0,
  });

/** The right to be forgotten: what goes and what stays, before anything is ordered. */
export function ErasurePart({ personId }: { personId: string }) {
  const { data, isPending, error, refetch } = useQuery(previewQuery(personId));
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  return (
    <section className="privacy-part" aria-labelledby="effacement">
      <h2 id="effacement">Effacer {data?.name ?? 'cette personne'}</h2>
      {said && (
        <Notice kind="ok" role="status">
          <p>{said}</p>
        </Notice>
      )}
      {data && <PreviewText preview={data} />}
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
      {data && data.obstacles.length === 0 && (
        <Button type="button" kind="danger" onClick={() => setOpen(true)}>
          Effacer…
        </Button>
      )}
      {open && data && (
        <ErasureDialog
          personId={personId}
          preview={data}
          onClose={() => setOpen(false)}
          onOrdered={(sentence) => {
            setSaid(sentence);
            setOpen(false);
          }}
        />
      )}
    </section>
  );
}

function PreviewText({ preview: { obstacles, goes, stays } }: { preview: ErasurePreview }) {
  return (
    <>
      {obstacles.map((obstacle) => (
        <Notice key={obstacle} kind="info">
          <p>{obstacle}</p>
        </Notice>
      ))}
      <h3>Ce qui est effacé</h3>
      <TextList texts={goes} />
      <h3>Ce qui reste, et pourquoi on peut encore lire l’histoire du PO</h3>
      <TextList texts={stays} />
    </>
  );
}

function TextList({ texts }: { texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

type DialogProps = {
  personId: string;
  preview: ErasurePreview;
  onClose: () => void;
  onOrdered: (sentence: string) => void;
};

function ErasureDialog({ personId, preview, onClose, onOrdered }: DialogProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [sure, setSure] = useState(false);
  const { order, ordering, problem } = useOrder(personId, onOrdered);
  const all = preview.warnings.every((warning) => ticked.has(warning));
  const tick = (warning: string) =>
    setTicked(
      (before) => new Set(before.has(warning) ? [...before].filter((one) => one !== warning) : [...before, warning]),
    );
  return (
    <Dialog title={`Effacer ${preview.name} ?`} onClose={onClose} wide>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          order(preview.warnings.length);
        }}
      >
        <p>Un effacement ne se reprend pas : rien ne pourra dire qui était cette personne.</p>
        {preview.warnings.map((warning, index) => (
          <Choice
            key={warning}
            id={`avertissement-${index}`}
            name="avertissement"
            type="checkbox"
            value={String(index)}
            label={warning}
            checked={ticked.has(warning)}
            inputProps={{ onChange: () => tick(warning) }}
          />
        ))}
        <Choice
          id="effacement-sur"
          name="effacement-sur"
          type="checkbox"
          value="oui"
          label="La personne l’a demandé, et j’ai vérifié que c’est bien elle."
          checked={sure}
          inputProps={{ onChange: (event) => setSure(event.currentTarget.checked) }}
        />
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button kind="danger" disabled={ordering || !all || !sure}>
            Effacer définitivement
          </Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien effacer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useOrder(personId: string, onOrdered: (sentence: string) => void) {
  // One for this dialog: pressed twice, it is one erasure.
  const erasureId = useRef(crypto.randomUUID());
  const announce = useAnnounce();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (acknowledged: number) =>
      call(orderErasure, { params: { id: personId }, body: { erasureId: erasureId.current, acknowledged } }),
    onSuccess: async ({ state }) => {
      const sentence =
        state === 'ordered'
          ? 'L’effacement est demandé : il se fait dans la minute.'
          : 'L’effacement attend un·e collègue : Administration, Conservation.';
      announce(sentence);
      onOrdered(sentence);
      await queryClient.invalidateQueries({ queryKey: ['erasure', personId] });
    },
  });
  return { order: mutate, ordering: isPending, problem: error ? sentenceOf(error) : '' };
}
