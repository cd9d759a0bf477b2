import { orderRevert } from '@guichet/shared/contracts/second-look';
import type { RequestView } from '@guichet/shared/contracts/request-view';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.ts';
import { requestQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { ActionButton } from '../shell/action-button.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { WordsDialog } from './words-dialog.tsx';

/** Orders that an applied request be taken back, and goes to the counter-request, which is decided like any other. */
export function RevertAct({ view }: { view: RequestView }) {
  const [writing, setWriting] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  useActions(view.mayRevert ? { takeBack: () => setWriting(true) } : {}, !writing);
  if (!view.mayRevert) return null;
  const send = async (reason: string) => {
    setBusy(true);
    setProblem('');
    try {
      const body = { version: view.standing.version, reason };
      const { requestId } = await call(orderRevert, { params: { id: view.id }, body });
      void queryClient.invalidateQueries({ queryKey: ['requests'] });
      void queryClient.invalidateQueries(requestQuery(view.id));
      await navigate({ to: '/demandes/$requestId', params: { requestId }, search: {} });
      return true;
    } catch (failure) {
      setProblem(sentenceOf(failure));
      setBusy(false);
      return false;
    }
  };
  return (
    <>
      <ActionButton action="takeBack" kind="quiet" onClick={() => setWriting(true)} />
      {writing && (
        <WordsDialog
          title="Annuler ce qui a été fait"
          label="Pourquoi l’annuler ?"
          hint="Une demande d’annulation sera créée : vous verrez son plan avant de l’approuver. Vos collègues liront cette raison."
          missing="Indiquez pourquoi cette demande est annulée."
          submit="Préparer l’annulation"
          kind="main"
          draftKey={`guichet:annulation:${view.id}`}
          busy={busy}
          problem={problem}
          onClose={() => setWriting(false)}
          onSend={send}
        />
      )}
    </>
  );
}
