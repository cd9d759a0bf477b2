import { reopenPair, type PairDetailView } from '@guichet/shared/contracts/duplicates';
import { takeBackEdit } from '@guichet/shared/contracts/edits';
import { orderRevert } from '@guichet/shared/contracts/second-look';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call } from '../api.ts';
import { WordsDialog } from '../request/words-dialog.tsx';
import { ActionButton } from '../shell/action-button.tsx';
import { useActions } from '../shell/use-actions.tsx';
import { sayMoment } from '../text/moments.ts';
import { usePairAct } from './use-pair-act.ts';

type Props = { pair: PairDetailView; mayDecide: boolean };

/** What was decided about a pair, and the way back. */
export function SettledPanel({ pair, mayDecide }: Props) {
  if (pair.merger) return <MergerPanel pair={pair} merger={pair.merger} mayDecide={mayDecide} />;
  if (pair.state === 'different') return <DifferentPanel pair={pair} mayDecide={mayDecide} />;
  if (pair.one.merged || pair.other.merged)
    return (
      <Notice>
        <p>Une de ces fiches est déjà fusionnée dans une autre : il n’y a plus rien à décider ici.</p>
      </Notice>
    );
  return null;
}

function DifferentPanel({ pair, mayDecide }: Props) {
  const { act, busy, problem } = usePairAct();
  const reopen = () =>
    act(async () => {
      await call(reopenPair, { body: { oneId: pair.one.id, otherId: pair.other.id } });
      return 'La paire est de nouveau à regarder.';
    });
  return (
    <Notice>
      <p>
        <strong>Pas la même personne</strong>
        {pair.settled && `, selon ${pair.settled.by}, ${sayMoment(pair.settled.at)}`}.
        {pair.settled?.reason && ` ${pair.settled.reason}`}
      </p>
      <Problem>{problem}</Problem>
      {mayDecide && (
        <Button type="button" kind="quiet" small disabled={busy} onClick={() => void reopen()}>
          Revenir sur cet avis
        </Button>
      )}
    </Notice>
  );
}

type MergerProps = Props & { merger: NonNullable<PairDetailView['merger']> };

function MergerPanel({ pair, merger, mayDecide }: MergerProps) {
  const { act, busy, problem } = usePairAct();
  const takeBack = () =>
    act(async () => {
      await call(takeBackEdit, { params: { id: merger.requestId }, body: { version: merger.requestVersion } });
      return 'La fusion est retirée : rien n’a été écrit.';
    });
  const isUnderWay = merger.state === 'approved' || merger.state === 'submitted';
  return (
    <Notice role="status">
      <p>{sayMerger(pair, merger)}</p>
      <Problem>{problem}</Problem>
      <p className="pair-acts">
        <RequestLink id={merger.requestId}>Voir la demande de fusion</RequestLink>
        {merger.revertId && <RequestLink id={merger.revertId}>Voir la demande qui défait la fusion</RequestLink>}
        {mayDecide && isUnderWay && (
          <Button type="button" kind="quiet" small disabled={busy} onClick={() => void takeBack()}>
            Annuler la fusion
          </Button>
        )}
        {mayDecide && merger.state === 'applied' && !merger.revertId && <UndoAct merger={merger} />}
      </p>
    </Notice>
  );
}

function sayMerger({ settled }: PairDetailView, { state, stateLabel, survivorName }: MergerProps['merger']): string {
  switch (state) {
    case 'approved':
      return 'La fusion est décidée : elle est appliquée dans quelques secondes. Cette page le dira.';
    case 'submitted':
      return 'La fusion attend l’accord d’un·e collègue, dans la liste des demandes.';
    case 'applied':
      return `Ces deux fiches n’en font plus qu’une, au nom de ${survivorName}${settled ? `, selon ${settled.by}, ${sayMoment(settled.at)}` : ''}.`;
    default:
      return `La demande de fusion est ${stateLabel}.`;
  }
}

/** Undoing is a request of its own: its plan is seen before it is approved. */
function UndoAct({ merger }: Pick<MergerProps, 'merger'>) {
  const [writing, setWriting] = useState(false);
  const { act, busy, problem } = usePairAct();
  const navigate = useNavigate();
  useActions({ unmergePersons: () => setWriting(true) }, !writing);
  const send = (reason: string) =>
    act(async () => {
      const input = { params: { id: merger.requestId }, body: { version: merger.requestVersion, reason } };
      const { requestId } = await call(orderRevert, input);
      await navigate({ to: '/demandes/$requestId', params: { requestId }, search: {} });
      return 'Voici ce que défaire la fusion changerait.';
    });
  return (
    <>
      <ActionButton action="unmergePersons" kind="quiet" onClick={() => setWriting(true)} />
      {writing && (
        <WordsDialog
          title="Défaire la fusion"
          label="Pourquoi la défaire ?"
          hint="Les deux fiches redeviennent exactement ce qu’elles étaient. Vous verrez le plan avant de l’approuver."
          missing="Indiquez pourquoi cette fusion est défaite."
          submit="Préparer le retour en arrière"
          kind="main"
          draftKey={`guichet:fusion:${merger.requestId}`}
          busy={busy}
          problem={problem}
          onClose={() => setWriting(false)}
          onSend={send}
        />
      )}
    </>
  );
}

function RequestLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link to="/demandes/$requestId" params={{ requestId: id }} search={{ etat: 'toutes' }}>
      {children}
    </Link>
  );
}

function Problem({ children }: { children: string }) {
  if (children === '') return null;
  return (
    <p className="field-error" role="alert">
      {children}
    </p>
  );
}
