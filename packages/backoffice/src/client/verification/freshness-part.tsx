import { askVerification } from '@guichet/shared/contracts/verification';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { useMayEdit } from '../edits/use-may-edit.ts';
import { Dialog } from '../shell/dialog.tsx';
import { sayMoment } from '../text/moments.ts';
import { freshnessQuery } from './verification-queries.ts';
import { useVerificationAct } from './use-verification-act.ts';

/** When the PO itself last said that its file is right; and a way to ask it. */
export function FreshnessPart({ poId }: { poId: string }) {
  const { data } = useQuery(freshnessQuery(poId));
  const mayEdit = useMayEdit();
  const [asking, setAsking] = useState(false);
  if (!data) return null;
  const { confirmed, pending } = data;
  return (
    <div className="small file-verified">
      <p className="muted">
        {confirmed ? `Vérifié ${sayMoment(confirmed.at)} par ${confirmed.by}` : 'Jamais vérifié par le PO'}
        {pending && ` · vérification demandée ${sayMoment(pending.at)}, sans réponse`}
      </p>
      {mayEdit && !pending && (
        <Button type="button" kind="plain" small onClick={() => setAsking(true)}>
          Demander une vérification
        </Button>
      )}
      {asking && <AskDialog poId={poId} onClose={() => setAsking(false)} />}
    </div>
  );
}

function AskDialog({ poId, onClose }: { poId: string; onClose: () => void }) {
  const [id] = useState(() => crypto.randomUUID());
  const ask = useVerificationAct(
    () => call(askVerification, { params: { id: poId }, body: { id } }),
    'C’est demandé : un mail part à la présidence et au secrétariat du PO.',
    onClose,
  );
  return (
    <Dialog title="Demander une vérification ?" onClose={onClose}>
      <p>
        La présidence et le secrétariat de ce PO reçoivent un mail avec un lien vers le dossier. Un bouton le confirme,
        ou ils signalent de là ce qui a changé.
      </p>
      {ask.problem && (
        <p className="field-error" role="alert">
          {ask.problem}
        </p>
      )}
      <div className="dialog-acts">
        <Button type="button" disabled={ask.busy} onClick={() => ask.run(undefined)}>
          Envoyer le mail
        </Button>
        <Button type="button" kind="plain" onClick={onClose}>
          Ne rien envoyer
        </Button>
      </div>
    </Dialog>
  );
}
