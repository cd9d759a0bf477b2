import { merge } from '@guichet/shared/contracts/decisions';
import type { MergeCandidates, MergeSide } from '@guichet/shared/contracts/merge';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { formatReference } from '@guichet/shared/domain/reference';
import { Button } from '@guichet/shared/ui/button';
import { Choice } from '@guichet/shared/ui/choice';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { mergeCandidatesQuery } from '../queries.ts';
import { useDecide } from '../request/use-decide.ts';
import { useNextRequest } from '../request/use-next-request.ts';
import { Dialog } from '../shell/dialog.tsx';
import { Failure, LoadingPage } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';
import { SideBySide } from './side-by-side.tsx';

type Props = { view: RequestView; onClose: () => void };

/** Requests that may ask the same, side by side with this one, and the choice of the one that stays. */
export function MergeDialog({ view, onClose }: Props) {
  const { data, error, isPending, refetch } = useQuery(mergeCandidatesQuery(view.id));
  return (
    <Dialog title="Même demande qu’une autre" onClose={onClose} wide>
      {data ? (
        <MergeChoice view={view} found={data} onClose={onClose} onStale={() => void refetch()} />
      ) : isPending ? (
        <LoadingPage />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Dialog>
  );
}

function MergeChoice({ view, found, onClose, onStale }: Props & { found: MergeCandidates; onStale: () => void }) {
  const { act, busy, problem } = useDecide(view);
  const next = useNextRequest(view);
  const { own, candidates } = found;
  const [chosenId, choose] = useState(candidates[0]?.id ?? '');
  const other = candidates.find(({ id }) => id === chosenId);
  if (!other) {
    return (
      <p>
        Aucune autre demande ouverte de ce type, dans ce PO, ne porte ce nom. Une demande se fusionne avec une demande
        ouverte.
      </p>
    );
  }
  const send = async () => {
    const body = { version: own.version, into: other.id, intoVersion: other.version };
    if (!(await act(merge, { params: { id: own.id }, body }))) return onStale();
    await next('merged');
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset className="parts">
        <legend>Laquelle reste ?</legend>
        {candidates.map((side, index) => (
          <Choice
            key={side.id}
            id={`reste-${index}`}
            name="reste"
            type="radio"
            value={side.id}
            label={side.sentence}
            hint={sayOrigin(side)}
            checked={side.id === chosenId}
            inputProps={{ onChange: () => choose(side.id) }}
          />
        ))}
      </fieldset>
      <SideBySide own={own} other={other} />
      <p className="small">
        {own.submitter === other.submitter
          ? 'Celle de cette page sera close ; son auteur suivra celle qui reste.'
          : `Celle de cette page sera close. ${own.submitter} et ${other.submitter} suivront celle qui reste, sans lire ce que l’autre écrit.`}
      </p>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <div className="dialog-acts">
        <Button disabled={busy}>Fusionner</Button>
        <Button type="button" kind="plain" onClick={onClose}>
          Annuler
        </Button>
      </div>
    </form>
  );
}

function sayOrigin({ reference, submitter, createdAt, stateLabel }: MergeSide): string {
  return `${formatReference(reference)}, ${submitter}, reçue ${sayMoment(createdAt)}, ${stateLabel}`;
}
